using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Nss;

/// <summary>
/// NSS: softoken and freebl, with the integrity value of the <c>.chk</c> file beside them. Distributions without a validation ship <c>.chk</c> files, too.
/// </summary>
internal sealed partial class NssRule : IModuleRule
{
    public IEnumerable<string> Symbols => ["FC_GetFunctionList", "FREEBL_GetVector", "NSC_GetFunctionList"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        var isModule = subject.Defines("FC_GetFunctionList") || subject.Defines("FREEBL_GetVector");
        if (!isModule) return [];
        var text = EmbeddedText.StartingWith(subject.Elf, "Version: NSS "u8.ToArray()).FirstOrDefault();
        var version = text is null ? null : VersionText().Match(text).Groups["version"].Value;
        var check = subject.Beside(subject.FileName.EndsWith(".so", StringComparison.Ordinal) ? $"{subject.FileName[..^3]}.chk" : $"{subject.FileName}.chk");
        var read = check is null ? null : NssCheckFile.Read(check.Value);
        return
        [
            new FoundModule
            {
                Family = "nss",
                Name = "NSS",
                Version = string.IsNullOrEmpty(version) ? null : new ModuleVersion(version, ""),
                IsLibrary = true,
                IsStub = subject.IsStub,
                Evidence = [text ?? "defines FREEBL_GetVector"],
                Activation = "conditional",
                ActivationReason = "the host's kernel flag, NSS_FIPS or the module database decide",
                Recipe = read is null ? null : new IntegrityRecipe(subject.Elf.Source, read.Key, [IntegrityPart.Range(0, subject.Elf.Source.Length)], read.Value, "the value of the .chk file"),
                Integrity = "not-checkable",
                IntegrityDetail = check is null ? "there is no .chk file beside it" : "its .chk file is of the older form with a DSA signature, or damaged: it is not checked",
            },
        ];
    }

    [GeneratedRegex(@"^Version: NSS (?<version>[0-9]+(\.[0-9]+){1,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionText();
}
