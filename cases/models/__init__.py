"""The records of the file, one noun each."""

from cases.models.case import Case, CaseMove, Placement, ReferenceYear
from cases.models.check import ResidenceCheck
from cases.models.closure import ClosureProposal, ProposalState
from cases.models.conclusion import Conclusion
from cases.models.contact import CasePartner, Representative
from cases.models.contact_moment import ContactMoment, Obstacle
from cases.models.document import Document
from cases.models.dossier import Address, Measure, Order, Procedure
from cases.models.family_agreement import FamilyAgreement, FamilyStep
from cases.models.grant import CaseGrant
from cases.models.household import Household, KeepApart, Member
from cases.models.importing import Import, ImportRow
from cases.models.index import NameWord, PersonKeys
from cases.models.interview import Agreement, Attendance, Interview
from cases.models.merging import Merge, MergeEntry, Pair
from cases.models.person import Alias, FileNumber, Person
from cases.models.prospect import Prospect, ProspectPerson, Result
from cases.models.record import Amendment, Summary, WrittenReason
from cases.models.remedies import Appeal, EntryBan, Extension
from cases.models.request import AccessRequest
from cases.models.restricted import RestrictedNote
from cases.models.review import EngagementReview
from cases.models.snapshot import AS_IT_WAS, AsItWas, as_it_is, known_kind
from cases.models.task import Task, TaskDigest
from cases.models.visit import Arrival, Visit

__all__ = [
    "AS_IT_WAS",
    "AccessRequest",
    "Address",
    "Agreement",
    "Alias",
    "Amendment",
    "Appeal",
    "Arrival",
    "AsItWas",
    "Attendance",
    "Case",
    "CaseGrant",
    "CaseMove",
    "CasePartner",
    "ClosureProposal",
    "Conclusion",
    "ContactMoment",
    "Document",
    "EngagementReview",
    "EntryBan",
    "Extension",
    "FamilyAgreement",
    "FamilyStep",
    "FileNumber",
    "Household",
    "Import",
    "ImportRow",
    "Interview",
    "KeepApart",
    "Measure",
    "Member",
    "Merge",
    "MergeEntry",
    "NameWord",
    "Obstacle",
    "Order",
    "Pair",
    "Person",
    "PersonKeys",
    "Placement",
    "Procedure",
    "ProposalState",
    "Prospect",
    "ProspectPerson",
    "ReferenceYear",
    "Representative",
    "ResidenceCheck",
    "RestrictedNote",
    "Result",
    "Summary",
    "Task",
    "TaskDigest",
    "Visit",
    "WrittenReason",
    "as_it_is",
    "known_kind",
]
