"""Which spellings are one name and which are two, over scripts and habits."""

import pytest

from icam.names import keys_of, likeness, words_of
from icam.names.likeness import SAME_SOUND

ONE_NAME = """
Mohamed Muhammad | Mohamed محمد | Mohamed Maxamed | Mohamed Мухаммад | Mohamed Mohd | محمود Mahmoud | Mohammed মোহাম্মদ
Youcef Yusuf | Youcef يوسف | Youcef Юсуф | Youssef Joussouf | Cheikh Sheikh | Cheikh Shaikh | Cheikh شيخ
Hassan Xasan | Hassan حسن | Hussein حسين | Hussein Hüseyin | Hussain Hossein | Omar Cumar | Oumar عمر | Ali Cali
Khaled خالد | Khaled Chaled | Jamal Djamel | Jamal Gamal | Jamal Cemal | Jamal جمال | Said سعيد | Saad سعد
Rachid Rashid | Nour نور | Noor Nour | Othman Osman | Othman عثمان | Qasim Kassem | Qasim Ghasem | Daoud Dawood
Marwan مروان | Anwar Anouar | Walid Oualid | Ramadan رمضان | Reza Ridha | Khadija Hatice | Aisha Ayşe | Fatima Fatma
Elamrani Amrani | Amrani العمراني | Diallo Jallow | Abdi Cabdi | Tesfay Tesfai | Tesfay ተስፋይ | Kidane ኪዳነ
Ivanov Иванов | Ivanova Ivanov | Ivanov Iwanow | Ivanov Ivanoff | Dmitriev Dmitrïeff | Tchaikovsky Чайковский
Shcherbakov Schtscherbakow | Olena Елена | Mykola Nikolai | Serhii Сергей | Shevchenko Шевченко | Fedorov Фёдоров
Saakashvili სააკაშვილი | Saakashvili Saakaschwili | Hovhannisyan Հովհաննիսյան | Grigorian Grigoryan
Hoxha Hodja | Xhemal Djemal | Qerim Kerim | Jovanović Јовановић | Jovanović Jovanovitch | Çelik Chelik | Oğuz Oghuz
González Gonzales | Nguyễn Nguyen | Zhang 张 | Zhang Chang | Xu Hsu | Singh सिंह | Kumar कुमार | Rahman রহমান
Gurpreet ਗੁਰਪ੍ਰੀਤ | Wei 伟 | Giorgos Γιώργος | Yael יעל
"""
TWO_NAMES = """
Mahmoud Mohamed | محمود محمد | Mohamed محمود | Mohamed Mamadou | Hassan Hussein | Hassan حسين | Hussein حسن
Karim Akram | Amina Amine | Ali Alia | Hamid Ahmed | Jamal Jamila | Said Saad | Said سعد | Saad سعيد | Rachid Rachida
Fatima Fatoumata | Bah Barry | Samir Amir | Mamadou Amadou | Fernando Fernanda | Aleksandr Aleksandra | Fang Feng
Karima Karina | Naqib Najib | Yonas Filmon | Levan Irakli | Habib Rahmat
"""


def couples(text: str) -> list[tuple[str, str]]:
    rows = [cell.split() for line in text.strip().splitlines() for cell in line.split("|")]
    return [(a, b) for a, b in rows]


def how_alike(a: str, b: str) -> float:
    (mine,), (yours,) = words_of(a), words_of(b)
    return likeness(mine, yours)


@pytest.mark.parametrize(("a", "b"), couples(ONE_NAME))
def test_one_name_in_two_spellings_is_one_name(a: str, b: str) -> None:
    assert (how_alike(a, b) >= SAME_SOUND, how_alike(a, b)) == (True, how_alike(b, a))


@pytest.mark.parametrize(("a", "b"), couples(TWO_NAMES))
def test_two_names_are_two(a: str, b: str) -> None:
    assert (how_alike(a, b) < 0.8, how_alike(a, b)) == (True, how_alike(b, a))


@pytest.mark.parametrize(("a", "b"), couples(ONE_NAME))
def test_two_spellings_of_one_name_lead_to_each_other(a: str, b: str) -> None:
    """By a common reading or a common skeleton, through the indexes of the vocabulary."""
    mine, yours = ({key for keys in keys_of(name) for key in (*keys.forms, *keys.skeletons)} for name in (a, b))
    assert bool(mine & yours)


def test_mahmoud_and_mohamed_share_a_skeleton_and_nothing_more() -> None:
    """A skeleton is a way to candidates; the comparison looks at the vowels."""
    (mahmoud,), (mohamed,) = words_of("Mahmoud"), words_of("Mohamed")
    assert (bool(mahmoud.skeletons & mohamed.skeletons), likeness(mahmoud, mohamed) < 0.72) == (True, True)


@pytest.mark.parametrize(
    ("written", "slipped", "alike"),
    [
        ("Trabelsi", "Trabesli", 0.86),  # two letters changed places
        ("Iheanacho", "Iheanachor", 0.83),  # a letter too many
        ("Omoregie", "Omoregbe", 0.78),  # a wrong letter
        ("Emeka", "Chukwuemeka", 0.78),  # shortened
        ("M", "Mohamed", 0.75),  # an initial that fits
        ("K", "Mohamed", 0.0),
    ],
)
def test_slips_have_their_price(written: str, slipped: str, alike: float) -> None:
    assert how_alike(written, slipped) == alike
