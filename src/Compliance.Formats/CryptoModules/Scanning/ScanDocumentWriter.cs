using Compliance.Formats.CryptoModules.OpenSsl;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Json;

namespace Compliance.Formats.CryptoModules.Scanning;

/// <summary>Writes the record of a look through an image as canonical JSON. What is empty is left out.</summary>
public static class ScanDocumentWriter
{
    public static byte[] Write(ScanDocument document) => CanonicalJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteNumber("looked", document.Looked);
        writer.WriteStartArray("files");
        foreach (var file in document.Files.OrderBy(file => file.Path, StringComparer.Ordinal)) File(writer, file);
        writer.WriteEndArray();
        writer.WriteStartArray("unread");
        foreach (var defect in document.Unread) Unread(writer, defect);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void File(CanonicalJsonWriter writer, ScannedFile file)
    {
        writer.WriteStartObject();
        writer.WriteString("path", file.Path);
        writer.WriteString("sha256", file.Sha256.ToString());
        if (file.Elf is { } elf) Elf(writer, elf);
        if (file.Script is { } script) Script(writer, script);
        if (!file.Modules.IsEmpty)
        {
            writer.WriteStartArray("modules");
            foreach (var module in file.Modules) Module(writer, module);
            writer.WriteEndArray();
        }

        if (!file.Packages.IsEmpty)
        {
            writer.WriteStartArray("packages");
            foreach (var package in file.Packages)
            {
                writer.WriteStartObject();
                writer.WriteString("purl", package.Purl);
                Text(writer, "within", package.Within);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Elf(CanonicalJsonWriter writer, ScannedElf elf)
    {
        writer.WriteStartObject("elf");
        writer.WriteNumber("machine", elf.Machine);
        Text(writer, "soname", elf.Soname);
        if (!elf.Needed.IsEmpty) writer.WriteStrings("needed", elf.Needed);
        Text(writer, "searchPath", elf.SearchPath);
        if (elf.SearchIsInherited) writer.WriteBoolean("searchIsInherited", true);
        if (elf.IsObject) writer.WriteBoolean("object", true);
        Text(writer, "interpreter", elf.Interpreter);
        if (!elf.Opens.IsEmpty) writer.WriteStrings("opens", elf.Opens);
        if (elf.LoadsMore) writer.WriteBoolean("loadsMore", true);
        writer.WriteEndObject();
    }

    private static void Script(CanonicalJsonWriter writer, ScannedScript script)
    {
        writer.WriteStartObject("script");
        writer.WriteString("interpreter", script.Interpreter);
        if (!script.Touches.IsEmpty)
        {
            writer.WriteStartArray("touches");
            foreach (var line in script.Touches)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line", line.Number);
                writer.WriteString("text", line.Text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (!script.Runs.IsEmpty) writer.WriteStrings("runs", script.Runs);
        writer.WriteEndObject();
    }

    private static void Module(CanonicalJsonWriter writer, FoundModule module)
    {
        writer.WriteStartObject();
        writer.WriteString("family", module.Family);
        Text(writer, "name", module.Name);
        if (module.Version is { } version)
        {
            writer.WriteString("moduleVersion", version.Version);
            Text(writer, "build", version.Build);
        }

        if (module.IsLibrary) writer.WriteBoolean("library", true);
        if (module.IsStub) writer.WriteBoolean("stub", true);
        writer.WriteStrings("evidence", module.Evidence);
        if (module.Activation is { } activation) writer.WriteString("activation", activation);
        Text(writer, "activationReason", module.ActivationReason);
        writer.WriteString("integrity", module.Integrity);
        writer.WriteString("integrityDetail", module.IntegrityDetail);
        if (module.Libcrypto is { } libcrypto) Libcrypto(writer, libcrypto);
        writer.WriteEndObject();
    }

    private static void Libcrypto(CanonicalJsonWriter writer, LibcryptoIdentity identity)
    {
        writer.WriteStartObject("openssl");
        if (identity.Product is { } product) writer.WriteString("product", product);
        if (identity.Version is { } version) writer.WriteString("version", version);
        Text(writer, "line", identity.VersionLine);
        if (identity.ConfigurationDirectory is { } configuration) writer.WriteString("configurationDirectory", configuration);
        if (identity.ModulesDirectory is { } modules) writer.WriteString("modulesDirectory", modules);
        if (identity.FollowsKernelFlag) writer.WriteBoolean("followsKernelFlag", true);
        if (identity.KnowsForceVariable) writer.WriteBoolean("knowsForceVariable", true);
        if (identity.IsStub) writer.WriteBoolean("stub", true);
        writer.WriteEndObject();
    }

    private static void Unread(CanonicalJsonWriter writer, Defect defect)
    {
        writer.WriteStartObject();
        writer.WriteString("path", defect.Locator.Document);
        writer.WriteString("code", defect.Code.Text);
        if (defect.Locator.Offset is { } offset) writer.WriteNumber("offset", offset);
        Text(writer, "in", defect.Locator.Pointer ?? "");
        writer.WriteString("why", defect.Message);
        writer.WriteEndObject();
    }

    private static void Text(CanonicalJsonWriter writer, string name, string value)
    {
        if (value.Length > 0) writer.WriteString(name, value);
    }
}
