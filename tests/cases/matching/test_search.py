"""Who is found, and by how many questions to the store."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.matching import MOST_CANDIDATES, Entry, Held, MemoryStore, Probe, Profile, search
from cases.matching.distractors import make_distractors
from cases.matching.store import spelling
from icam.names import TokenKeys, keys_of
from tests.cases.matching.persons import person

KNOWN = {
    1: person("Benali, Mohamed Amine", born="1988-03-14", phones=frozenset({"32470123456"})),
    2: person("El Amrani, Youssef", "يوسف العمراني", born="1991"),
    3: person("Tesfay Gebremedhin", born="1988-09-12", country="ERI", numbers=frozenset({("SP", "1234567")})),
    4: person("Hsu Hsiao-Li", born="1984-06-16", country="CHN"),
    5: person("Ahmad Zai, Karim", born="1990-01-01", country="AFG"),
    6: person("李", born="1999-05-05", country="CHN"),
}


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    crowd = make_distractors(3000, seed=11, near=[name for profile in KNOWN.values() for name in profile.names])
    return MemoryStore({**dict(enumerate(crowd, start=100)), **KNOWN})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (person("mohammed ben ali amine"), 1),
        (person("محمد أمين بنعلي"), 1),
        (person("Amrani Youcef"), 2),
        (person("Elamrani Yusuf"), 2),
        (person("ገብረመድህን ተስፋይ"), 3),
        (person("Xu Xiaoli"), 4),
        (person("Kareem Ahmadzai"), 5),
        (person("Quite Another", born="1984-06-16"), 4),
        (person("?", numbers=frozenset({("SP", "1234567")})), 3),
        (Profile((), phones=frozenset({"32470123456"})), 1),
        (person("李"), 6),
    ],
)
def test_the_one_who_is_meant_comes_among_the_first(store: MemoryStore, query: Profile, found: int) -> None:
    assert found in [match.person for match in search(store, query)]


def test_the_best_come_first_and_no_more_than_asked(store: MemoryStore) -> None:
    matches = search(store, person("Mohamed Benali", born="1988-03-14"), limit=7)
    scores = [match.comparison.score for match in matches]
    assert (matches[0].person, len(matches), scores) == (1, 7, sorted(scores, reverse=True))


@pytest.mark.parametrize("name", ["", "   ", "123", "😀", "...", "\u202e"])
def test_without_a_letter_nobody_is_found(store: MemoryStore, name: str) -> None:
    assert search(store, Profile((name,))) == []


class Counting:
    """A store that notes what it is asked."""

    def __init__(self, store: MemoryStore) -> None:
        self.store, self.asked = store, list[tuple[str, int]]()

    def near(self, tokens: Sequence[TokenKeys]) -> Sequence[Sequence[Entry]]:
        self.asked.append(("near", len(tokens)))
        return self.store.near(tokens)

    def holders(self, probes: Sequence[Probe]) -> Iterable[Held]:
        self.asked.append(("holders", len(probes)))
        return self.store.holders(probes)

    def profiles(self, persons: Collection[int]) -> Mapping[int, Profile]:
        self.asked.append(("profiles", len(persons)))
        return self.store.profiles(persons)


@settings(deadline=None, max_examples=50)
@given(st.sampled_from([*make_distractors(60, seed=3), *KNOWN.values(), Profile(("",)), person("a b c d e f g h i j")]))
def test_a_search_asks_three_times_and_reads_few(query: Profile) -> None:
    counting = Counting(MemoryStore({**dict(enumerate(make_distractors(500, seed=4), start=100)), **KNOWN}))
    search(counting, query)
    assert [what for what, _ in counting.asked] == ["near", "holders", "profiles"]
    assert (counting.asked[1][1] <= 64, counting.asked[2][1] <= MOST_CANDIDATES) == (True, True)


def test_a_word_in_another_script_is_looked_up_by_its_plain_letters() -> None:
    assert [spelling(keys_of(name)[0]) for name in ("Giorgi", "გიორგი", "محمد")] == ["giorgi", "giorgi", "mhmd"]


def test_made_up_persons_come_out_alike_each_time() -> None:
    first, again, other = (make_distractors(200, seed=seed, near=["Benali, Mohamed"]) for seed in (1, 1, 2))
    assert (first == again, first == other, len(first)) == (True, False, 200)


def test_no_made_up_person_bears_a_name_of_the_file() -> None:
    near = ["Mehmet Kaya", "Kaya, Mehmet", "Nguyễn Lan"]
    made_up = make_distractors(9000, seed=5, near=near)
    words = {tuple(sorted(profile.names[0].replace(",", " ").casefold().split())) for profile in made_up}
    assert {("kaya", "mehmet"), ("lan", "nguyễn")} & words == set()
