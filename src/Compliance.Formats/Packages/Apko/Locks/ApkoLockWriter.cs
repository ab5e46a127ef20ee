using System.Collections.Immutable;
using System.Text.Json;

namespace Compliance.Formats.Packages.Apko.Locks;

/// <summary>Writes a lock as apko does: two spaces, members in its order.</summary>
public static class ApkoLockWriter
{
    public static byte[] Write(ApkoLock value)
    {
        using var target = new MemoryStream();
        using (var writer = new Utf8JsonWriter(target, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "v1");
            if (value.ConfigName is not null || value.ConfigChecksum is not null)
            {
                writer.WriteStartObject("config");
                writer.WriteString("name", value.ConfigName ?? "");
                writer.WriteString("checksum", value.ConfigChecksum ?? "");
                writer.WriteEndObject();
            }

            WriteContents(writer, value);
            writer.WriteEndObject();
        }

        return target.ToArray();
    }

    private static void WriteContents(Utf8JsonWriter writer, ApkoLock value)
    {
        writer.WriteStartObject("contents");
        writer.WriteStartArray("keyring");
        foreach (var key in value.Keyring)
        {
            writer.WriteStartObject();
            writer.WriteString("name", key.Name);
            writer.WriteString("url", key.Url);
            if (key.Content is not null) writer.WriteString("content", key.Content);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteRepositories(writer, "build_repositories", value.BuildRepositories);
        WriteRepositories(writer, "runtime_repositories", value.RuntimeRepositories);
        WriteRepositories(writer, "repositories", value.Repositories);
        writer.WriteStartArray("packages");
        foreach (var package in value.Packages) WritePackage(writer, package);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRepositories(Utf8JsonWriter writer, string name, ImmutableArray<ApkoLockedRepository>? repositories)
    {
        if (repositories is not { } all) return;
        writer.WriteStartArray(name);
        foreach (var repository in all)
        {
            writer.WriteStartObject();
            writer.WriteString("name", repository.Name);
            writer.WriteString("url", repository.Url);
            writer.WriteString("architecture", repository.Architecture);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WritePackage(Utf8JsonWriter writer, ApkoLockedPackage package)
    {
        writer.WriteStartObject();
        writer.WriteString("name", package.Name);
        writer.WriteString("url", package.Url);
        writer.WriteString("version", package.Version);
        writer.WriteString("architecture", package.Architecture);
        WriteRange(writer, "signature", package.Signature);
        WriteRange(writer, "control", package.Control);
        WriteRange(writer, "data", package.Data);
        if (package.Checksum is not null) writer.WriteString("checksum", package.Checksum);
        writer.WriteEndObject();
    }

    private static void WriteRange(Utf8JsonWriter writer, string name, ApkoLockedRange? range)
    {
        if (range is null) return;
        writer.WriteStartObject(name);
        writer.WriteString("range", range.Range);
        writer.WriteString("checksum", range.Checksum);
        writer.WriteEndObject();
    }
}
