"""The records of the file, one noun each."""

from cases.models.case import Case, CaseMove, Placement, ReferenceYear
from cases.models.closure import ClosureProposal, ProposalState
from cases.models.dossier import Address, Measure, Order, Procedure
from cases.models.grant import CaseGrant
from cases.models.household import Household, Member
from cases.models.interview import Agreement, Attendance, Interview
from cases.models.person import Alias, FileNumber, Person
from cases.models.prospect import Prospect, Result
from cases.models.snapshot import AS_IT_WAS, AsItWas, as_it_is, known_kind

__all__ = [
    "AS_IT_WAS",
    "Address",
    "Agreement",
    "Alias",
    "AsItWas",
    "Attendance",
    "Case",
    "CaseGrant",
    "CaseMove",
    "ClosureProposal",
    "FileNumber",
    "Household",
    "Interview",
    "Measure",
    "Member",
    "Order",
    "Person",
    "Placement",
    "Procedure",
    "ProposalState",
    "Prospect",
    "ReferenceYear",
    "Result",
    "as_it_is",
    "known_kind",
]
