"""Addresses of the file. They hold numbers only; a name never stands in an address."""

from django.urls import path

from cases.views import case, dossier, intake, interviews, life, lists, people, prospects

app_name = "cases"

urlpatterns = [
    path("", lists.case_list, name="list"),
    path("find/", intake.find, name="find"),
    path("new/", intake.new, name="new"),
    path("new/<int:person_pk>/", intake.new_for, name="new_for"),
    path("<int:pk>/", case.case_page, name="case"),
    path("<int:pk>/purpose/", case.purpose, name="purpose"),
    path("<int:pk>/trail/", case.trail, name="trail"),
    path("<int:pk>/suspend/", life.suspend, name="suspend"),
    path("<int:pk>/resume/", life.resume, name="resume"),
    path("<int:pk>/follow-up/", life.follow_up, name="follow_up"),
    path("<int:pk>/reopen/", life.reopen, name="reopen"),
    path("<int:pk>/assign/", life.assign, name="assign"),
    path("<int:pk>/describe/", life.describe, name="describe"),
    path("<int:pk>/closing/", life.propose_closure, name="propose_closure"),
    path("<int:pk>/closing/decision/", life.decide_closure, name="decide_closure"),
    path("<int:pk>/access/", life.share, name="share"),
    path("<int:pk>/access/<int:grant_pk>/end/", life.unshare, name="unshare"),
    path("<int:pk>/people/", people.people_page, name="people"),
    path("<int:pk>/people/join/", people.join, name="join"),
    path("<int:pk>/people/<int:person_pk>/", people.person, name="person"),
    path("<int:pk>/people/members/<int:member_pk>/leave/", people.leave, name="leave"),
    path("<int:pk>/dossier/", dossier.dossier_page, name="dossier"),
    path("<int:pk>/dossier/orders/new/", dossier.add_order, name="add_order"),
    path("<int:pk>/dossier/orders/<int:order_pk>/", dossier.change_order, name="change_order"),
    path("<int:pk>/dossier/measures/new/", dossier.add_measure, name="add_measure"),
    path("<int:pk>/dossier/measures/<int:measure_pk>/", dossier.end_measure, name="end_measure"),
    path("<int:pk>/dossier/procedures/new/", dossier.add_procedure, name="add_procedure"),
    path("<int:pk>/dossier/procedures/<int:procedure_pk>/", dossier.decide_procedure, name="decide_procedure"),
    path("<int:pk>/dossier/addresses/new/", dossier.add_address, name="add_address"),
    path("<int:pk>/dossier/addresses/<int:address_pk>/", dossier.mark_undeliverable, name="mark_undeliverable"),
    path("<int:pk>/interviews/", interviews.interview_list, name="interviews"),
    path("<int:pk>/interviews/plan/", interviews.plan, name="plan_interview"),
    path("<int:pk>/interviews/record/", interviews.record_next, name="record_next"),
    path("<int:pk>/interviews/<int:interview_pk>/", interviews.interview_page, name="interview"),
    path("<int:pk>/interviews/<int:interview_pk>/move/", interviews.move, name="move_interview"),
    path("<int:pk>/interviews/<int:interview_pk>/record/", interviews.record, name="record_interview"),
    path("<int:pk>/interviews/<int:interview_pk>/correct/", interviews.correct, name="correct_interview"),
    path("<int:pk>/prospects/", prospects.prospect_list, name="prospects"),
    path("<int:pk>/prospects/new/", prospects.propose, name="propose"),
    path("<int:pk>/prospects/<int:prospect_pk>/correct/", prospects.propose, name="correct_prospect"),
    path("<int:pk>/prospects/<int:prospect_pk>/told/", prospects.tell, name="tell"),
    path("<int:pk>/prospects/<int:prospect_pk>/result/", prospects.result, name="result"),
]
