using System.Collections.Immutable;
using Compliance.Evidence.Packaging;
using Compliance.Reporting.Model;
using Compliance.Reporting.Sections.Facts;

namespace Compliance.Reporting.Sections;

/// <summary>Every section that a report can have, by the id that templates name, in the order of the built-in report.</summary>
internal static class ReportSections
{
    public static ImmutableArray<(string Id, Func<EvidenceDraft, Block.Section> Fold)> All { get; } =
    [
        (VerificationSection.Id, VerificationSection.Fold),
        (ScopeSection.Id, ScopeSection.Fold),
        (SummarySection.Id, SummarySection.Fold),
        (VerdictsSection.Id, VerdictsSection.Fold),
        (ObjectivesSection.Id, ObjectivesSection.Fold),
        (ExceptionsSection.Id, ExceptionsSection.Fold),
        (HumanEvidenceSection.Id, HumanEvidenceSection.Fold),
        (ModulesSection.Id, ModulesSection.Fold),
        (ModuleUsesSection.Id, ModuleUsesSection.Fold),
        (SignaturesSection.Id, SignaturesSection.Fold),
        (AttestationsSection.Id, AttestationsSection.Fold),
        (ProvenanceSection.Id, ProvenanceSection.Fold),
        (SbomsSection.Id, SbomsSection.Fold),
        (FilesSection.Id, FilesSection.Fold),
        (PackagesSection.Id, PackagesSection.Fold),
        (HardeningSection.Id, HardeningSection.Fold),
        (VulnerabilitiesSection.Id, VulnerabilitiesSection.Fold),
        (GapsSection.Id, GapsSection.Fold),
        (EvidenceSection.Id, EvidenceSection.Fold),
        (LimitsSection.Id, LimitsSection.Fold),
        (PackageListSection.Id, PackageListSection.Fold),
    ];

    public static Func<EvidenceDraft, Block.Section>? Find(string id)
    {
        foreach (var section in All)
        {
            if (section.Id == id) return section.Fold;
        }

        return null;
    }
}
