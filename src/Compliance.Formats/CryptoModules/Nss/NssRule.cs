using System.Text.RegularExpressions;
using Compliance.Formats.CryptoModules.Scanning;

namespace Compliance.Formats.CryptoModules.Nss;

/// <summary>
/// NSS: softoken, freebl and the database under softoken, with the integrity value of the <c>.chk</c> file beside them. Distributions without a validation ship <c>.chk</c> files, too.
/// </summary>
internal sealed partial class NssRule : IModuleRule
{
    public IEnumerable<string> Symbols => ["FC_GetFunctionList", "FREEBL_GetVector", "NSC_GetFunctionList", "legacy_Open"];

    public IEnumerable<FoundModule> Find(ModuleSubject subject)
    {
        var isModule = subject.Defines("FC_GetFunctionList") || subject.Defines("FREEBL_GetVector") || (subject.Defines("legacy_Open") && subject.Elf.Dynamic.Soname == "libnssdbm3.so");
        if (!isModule) return [];
        var text = EmbeddedText.StartingWith(subject.Elf, "Version: NSS "u8.ToArray()).FirstOrDefault();
        var version = text is null ? null : VersionText().Match(text).Groups["version"].Value;
        return
        [
            new FoundModule
            {
                Family = "nss",
                Name = "NSS",
                Version = string.IsNullOrEmpty(version) ? null : new ModuleVersion(version, ""),
                IsLibrary = true,
                IsStub = subject.IsStub,
                Evidence = [text ?? $"defines {Symbols.First(subject.Defines)}"],
                Activation = "conditional",
                ActivationReason = "the host's kernel flag, NSS_FIPS or the module database decide",
                Integrity = "not-checkable",
                IntegrityDetail = "there is no .chk file beside it",
                WantsBytes = true,
                Complete = WithCheckFile,
            },
        ];
    }

    private static FoundModule WithCheckFile(FoundModule module, ModulePlace place)
    {
        var name = place.FileName;
        if (place.Beside(name.EndsWith(".so", StringComparison.Ordinal) ? $"{name[..^3]}.chk" : $"{name}.chk") is not { } check) return module;
        if (place.Bytes is not { } bytes) return module with { IntegrityDetail = "the library is too large for its .chk file to be checked" };
        return NssCheckFile.Read(check) is { } read
            ? module with { Recipe = Recipe(bytes, read) }
            : module with { IntegrityDetail = "its .chk file is of a form that is not known, or damaged" };
    }

    private static IntegrityRecipe Recipe(ByteSource bytes, NssCheckFile check)
    {
        var whole = IntegrityPart.Range(0, bytes.Length);
        return check.IsSigned
            ? new IntegrityRecipe(bytes, default, [whole], check.Parts[4], "the signature of the .chk file", check.Parts[..4])
            : new IntegrityRecipe(bytes, check.Parts[0], [whole], check.Parts[1], "the value of the .chk file");
    }

    [GeneratedRegex(@"^Version: NSS (?<version>[0-9]+(\.[0-9]+){1,3})", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VersionText();
}
