using System.Collections.Immutable;

namespace Compliance.Policy.Facts.Schema;

/// <summary>Fields of probes.</summary>
internal static class ProbeFields
{
    public static ImmutableArray<FactField> Probe { get; } = new FieldListing<ProbeFact>()
        .Add("name", fact => fact.Name, "What was asked, for example openssl-md5.")
        .Add("program", fact => fact.Program, "Path of the program that ran.")
        .Add("programSha256", fact => fact.ProgramSha256, "SHA-256 of that program, hex.")
        .Add("command", fact => fact.Command, "Program and arguments.")
        .Add("exitCode", fact => fact.ExitCode, "Its exit code; unknown when it was killed.")
        .Add("seen", fact => fact.Seen, "The answer in words; empty when there was none.")
        .Add("approved", fact => fact.Approved, "Whether the answer is the one that a module in its approved mode gives.")
        .Add("modules", fact => fact.Modules, "Paths of the cryptographic modules that answered.")
        .Add("agreement", fact => fact.Agreement, "confirms or contradicts what the image's bytes say; neither where they leave it open or both modes answer alike.")
        .Add("detail", fact => fact.Detail, "What the answer was held against, in words.")
        .Add("hostFips", fact => fact.HostFips, "FIPS flag of the kernel that it ran on: on, off or absent.")
        .ToFields();
}
