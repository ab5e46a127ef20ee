using System.Collections.Immutable;
using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.Packages.Languages;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>
/// Reads the record of a look through an image. Strict: whatever is missing or of another kind rejects the whole record, and then nothing is known
/// about the image's modules.
/// </summary>
public static class ScanDocumentReader
{
    public static Reading<ScanDocument> Read(ReadOnlyMemory<byte> bytes, string document, Limits limits)
    {
        var json = StrictJson.Read(bytes, document, limits);
        return json.TryGet(out var tree) ? new Pass(limits).Run(tree.Root) : Readings.Reject<ScanDocument>(json.Defects);
    }

    private sealed class Pass(Limits limits)
    {
        private readonly DefectCollector defects = new(limits);

        public Reading<ScanDocument> Run(JsonValue root)
        {
            var version = root.RequiredInt64("version", defects);
            if (version is not (null or 1)) Report(root["version"], "the record is of a version that is not known here");
            var looked = root.RequiredInt64("looked", defects) ?? 0;
            var files = root.RequiredList("files", defects).Items.Select(File).OfType<ScannedFile>().ToImmutableArray();
            var unread = root.RequiredList("unread", defects).Items.Select(Unread).OfType<Defect>().ToImmutableArray();
            if (looked < files.Length || looked > int.MaxValue) Report(root["looked"], "the record has more files than were looked into");
            for (var index = 1; index < files.Length; index++)
            {
                if (string.CompareOrdinal(files[index - 1].Path, files[index].Path) >= 0) Report(root["files"], $"'{files[index].Path}' is out of order or there twice");
            }

            return defects.Count == 0 ? Readings.Accept(new ScanDocument((int)looked, files, unread)) : Readings.Reject<ScanDocument>(defects.ToImmutable());
        }

        private ScannedFile? File(JsonValue row)
        {
            var path = row.RequiredText("path", defects);
            if (!Digest.TryParse(row.RequiredText("sha256", defects), out var sha256)) Report(row, "a file has no digest");
            var elf = row["elf"].HasValue ? Elf(row.RequiredMap("elf", defects)) : null;
            var script = row["script"].HasValue ? Script(row.RequiredMap("script", defects)) : null;
            var modules = row.OptionalMaps("modules", defects).Select(Module).ToImmutableArray();
            var packages = row.OptionalMaps("packages", defects).Select(item => new LanguagePackage(item.RequiredText("purl", defects) ?? "", "", Text(item, "within"))).ToImmutableArray();
            return path is null || sha256 is null ? null : new ScannedFile(path, sha256, elf, script, modules) { Packages = packages };
        }

        private ScannedElf Elf(JsonValue map) => new(
            (int)Math.Clamp(map.RequiredInt64("machine", defects) ?? 0, 0, ushort.MaxValue),
            Text(map, "soname"),
            [.. map.OptionalTexts("needed", defects)],
            Text(map, "searchPath"),
            map.OptionalBoolean("searchIsInherited", defects) ?? false,
            map.OptionalBoolean("object", defects) ?? false,
            Text(map, "interpreter"),
            map.OptionalBoolean("loadsMore", defects) ?? false,
            [.. map.OptionalTexts("opens", defects)]);

        private ScannedScript Script(JsonValue map) => new(
            Text(map, "interpreter"),
            [.. map.OptionalMaps("touches", defects).Select(line => new ScriptLine((int)Math.Clamp(line.RequiredInt64("line", defects) ?? 0, 0, int.MaxValue), Text(line, "text")))],
            [.. map.OptionalTexts("runs", defects)]);

        private FoundModule Module(JsonValue map) => new()
        {
            Family = map.RequiredText("family", defects) ?? "",
            Name = Text(map, "name"),
            Version = map.OptionalText("moduleVersion", defects) is { } version ? new ModuleVersion(version, Text(map, "build")) : null,
            IsLibrary = map.OptionalBoolean("library", defects) ?? false,
            IsStub = map.OptionalBoolean("stub", defects) ?? false,
            Evidence = [.. map.RequiredList("evidence", defects).Items.Select(item => item.AsText).OfType<string>()],
            Activation = Word(map, "activation", "on", "off", "conditional"),
            ActivationReason = Text(map, "activationReason"),
            Integrity = Word(map, "integrity", "ok", "broken", "not-checkable", "unknown", "none") ?? "unknown",
            IntegrityDetail = Text(map, "integrityDetail"),
            Libcrypto = map["openssl"].HasValue ? Libcrypto(map.RequiredMap("openssl", defects)) : null,
        };

        private LibcryptoIdentity Libcrypto(JsonValue map) => new()
        {
            Product = map.OptionalText("product", defects),
            Version = map.OptionalText("version", defects),
            VersionLine = Text(map, "line"),
            ConfigurationDirectory = map.OptionalText("configurationDirectory", defects),
            ModulesDirectory = map.OptionalText("modulesDirectory", defects),
            FollowsKernelFlag = map.OptionalBoolean("followsKernelFlag", defects) ?? false,
            KnowsForceVariable = map.OptionalBoolean("knowsForceVariable", defects) ?? false,
            IsStub = map.OptionalBoolean("stub", defects) ?? false,
        };

        private Defect? Unread(JsonValue map)
        {
            var (path, why) = (map.RequiredText("path", defects), map.RequiredText("why", defects));
            if (path is null || why is null) return null;
            var word = map.RequiredText("code", defects);
            if (ScanDocument.Codes.FirstOrDefault(known => known.Text == word) is { Text: not null } code) return new Defect(code, new Locator(path, map["offset"].HasValue ? map.RequiredInt64("offset", defects) : null, Pointer: map.OptionalText("in", defects)), why);
            Report(map, "a file that could not be looked into has no code");
            return null;
        }

        private string? Word(JsonValue map, string name, params string[] words)
        {
            var word = map.OptionalText(name, defects);
            if (word is null || words.Contains(word, StringComparer.Ordinal)) return word;
            Report(map[name], $"'{word}' is not one of {string.Join(", ", words)}");
            return null;
        }

        private string Text(JsonValue map, string name) => map.OptionalText(name, defects) ?? "";

        private void Report(JsonValue place, string message) => defects.Add(CryptoModuleDiagnostics.ScanRecord, place, message);
    }
}
