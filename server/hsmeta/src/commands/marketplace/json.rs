//! The report for programs, described by `schemas/marketplace-report.json`.

use serde_json::{Value, json};
use tools::marketplace::Verdict;

use super::{Evidence, Printer, Row};

impl Printer {
    pub(super) fn json(&self) -> Value {
        let report = &self.report;
        let rows: Vec<Value> = report.rows.iter().map(|row| self.json_row(row)).collect();
        let mut objects = Vec::new();
        for object in &report.shared_data.objects {
            objects.push(json!({
                "object": object.object,
                "direction": object.direction(),
                "scopes": object.scopes,
            }));
        }
        json!({
            "version": 1,
            "isMarketplaceApp": report.is_marketplace,
            "readsSourceCode": report.unread.is_none(),
            "summary": {
                "pass": report.count(Verdict::Pass),
                "fail": report.count(Verdict::Fail),
                "manualReview": report.count(Verdict::Review),
            },
            "requirements": rows,
            "sharedData": {
                "objects": objects,
                "otherScopes": report.shared_data.other_scopes,
                "isComplete": !report.shared_data.is_open,
            },
        })
    }

    fn json_row(&self, row: &Row) -> Value {
        let requirement = row.requirement;
        let stages: Vec<&str> = requirement
            .stages
            .iter()
            .map(|stage| stage.name())
            .collect();
        let evidence: Vec<Value> = row
            .evidence
            .iter()
            .map(|evidence| self.json_evidence(evidence))
            .collect();
        json!({
            "id": requirement.id,
            "requirement": requirement.requirement,
            "stages": stages,
            "result": match row.verdict {
                Verdict::Pass => "pass",
                Verdict::Fail => "fail",
                Verdict::Review => "manual review",
            },
            "evidence": evidence,
            "lookedAt": requirement.looked_at,
            "seen": row.seen,
            "toReview": match row.verdict {
                Verdict::Pass => None,
                Verdict::Fail | Verdict::Review => requirement.review.as_deref(),
            },
            "note": requirement.note,
            "sources": requirement.sources,
        })
    }

    fn json_evidence(&self, evidence: &Evidence) -> Value {
        json!({
            "path": self.folder.file(&evidence.place.file),
            "line": evidence.place.position.line,
            "column": evidence.place.position.column,
            "rule": evidence.rule,
            "message": evidence.message,
        })
    }
}
