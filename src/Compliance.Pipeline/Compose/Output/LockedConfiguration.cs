using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Compliance.Formats.Packages.Apko.Model;

namespace Compliance.Pipeline.Compose.Output;

/// <summary><c>etc/apko.json</c>: the configuration with every package at its version, as apko writes it, with a line feed at its end. It reads as a configuration again.</summary>
public static class LockedConfiguration
{
    public static byte[] Write(ApkoConfiguration configuration)
    {
        using var target = new MemoryStream();
        using (var writer = new Utf8JsonWriter(target, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            Contents(writer, configuration.Contents);
            writer.WriteStartObject("entrypoint");
            Text(writer, "type", configuration.Entrypoint.Type);
            Text(writer, "command", configuration.Entrypoint.Command);
            Text(writer, "shell-fragment", configuration.Entrypoint.ShellFragment);
            Map(writer, "services", configuration.Entrypoint.Services);
            writer.WriteEndObject();
            Text(writer, "cmd", configuration.Command);
            Text(writer, "stop-signal", configuration.StopSignal);
            Text(writer, "work-dir", configuration.WorkingDirectory);
            Accounts(writer, configuration.Accounts);
            Texts(writer, "archs", configuration.Architectures);
            Map(writer, "environment", configuration.Environment);
            Paths(writer, configuration.Paths);
            Text(writer, "vcs-url", configuration.SourceUrl);
            Map(writer, "annotations", configuration.Annotations);
            Texts(writer, "volumes", configuration.Volumes);
            Layering(writer, configuration.Layering);
            Text(writer, "format", configuration.Format);
            Certificates(writer, configuration.Certificates);
            writer.WriteEndObject();
        }

        return [.. GoJson.Escape(target.ToArray()), (byte)'\n'];
    }

    private static void Contents(Utf8JsonWriter writer, ApkoContents contents)
    {
        writer.WriteStartObject("contents");
        // Repositories for building only may be private: they are not told to who runs the image.
        Texts(writer, "runtime_repositories", contents.RuntimeRepositories);
        Texts(writer, "repositories", contents.Repositories);
        Texts(writer, "keyring", contents.Keyring);
        NamedContents(writer, "runtime_keyring", contents.RuntimeKeyring);
        Texts(writer, "packages", contents.Packages);
        writer.WriteEndObject();
    }

    private static void Layering(Utf8JsonWriter writer, ApkoLayering? layering)
    {
        if (layering is null) return;
        writer.WriteStartObject("layering");
        Text(writer, "strategy", layering.Strategy);
        if (layering.Budget != 0) writer.WriteNumber("budget", layering.Budget);
        writer.WriteEndObject();
    }

    private static void Certificates(Utf8JsonWriter writer, ApkoCertificates? certificates)
    {
        if (certificates is null) return;
        writer.WriteStartObject("certificates");
        NamedContents(writer, "additional", certificates.Additional);
        Texts(writer, "providers", certificates.Providers);
        writer.WriteEndObject();
    }

    private static void NamedContents(Utf8JsonWriter writer, string name, ImmutableArray<ApkoNamedContent> items) => Objects(writer, name, items, item =>
    {
        Text(writer, "name", item.Name);
        Text(writer, "content", item.Content);
    });

    private static void Accounts(Utf8JsonWriter writer, ApkoAccounts accounts)
    {
        writer.WriteStartObject("accounts");
        Text(writer, "run-as", accounts.RunAs);
        Objects(writer, "users", accounts.Users, user =>
        {
            writer.WriteString("username", user.Name);
            writer.WriteNumber("uid", user.Uid);
            if (user.Gid is { } gid) writer.WriteNumber("gid", gid);
            Text(writer, "shell", user.Shell);
            Text(writer, "homedir", user.HomeDirectory);
        });
        Objects(writer, "groups", accounts.Groups, group =>
        {
            writer.WriteString("groupname", group.Name);
            writer.WriteNumber("gid", group.Gid);
            Texts(writer, "members", group.Members);
        });
        writer.WriteEndObject();
    }

    private static void Paths(Utf8JsonWriter writer, ImmutableArray<ApkoPath> paths) => Objects(writer, "paths", paths, path =>
    {
        Text(writer, "path", path.Path);
        Text(writer, "type", path.Type);
        if (path.Uid is { } uid) writer.WriteNumber("uid", uid);
        if (path.Gid is { } gid) writer.WriteNumber("gid", gid);
        if (path.Permissions != 0) writer.WriteNumber("permissions", path.Permissions);
        Text(writer, "source", path.Source);
        if (path.Recursive) writer.WriteBoolean("recursive", true);
    });

    private static void Objects<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, Action<T> write)
    {
        if (items.IsEmpty) return;
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Text(Utf8JsonWriter writer, string name, string value)
    {
        if (value.Length > 0) writer.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty) return;
        writer.WriteStartArray(name);
        foreach (var value in values) writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void Map(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> map)
    {
        if (map.IsEmpty) return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in map) writer.WriteString(key, value);
        writer.WriteEndObject();
    }
}
