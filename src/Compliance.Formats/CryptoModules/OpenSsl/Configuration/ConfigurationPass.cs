using System.Collections.Immutable;
using Compliance.Formats.Reading;

namespace Compliance.Formats.CryptoModules.OpenSsl.Configuration;

/// <summary>One loading of a configuration: follows includes and keeps settings.</summary>
internal sealed class ConfigurationPass(Func<string, ConfigurationFile> open, IReadOnlyDictionary<string, string> environment, string workingDirectory)
{
    private const int MaxDocuments = 1_000;
    private const int MaxDepth = 32;
    private const int MaxEntries = 100_000;
    private const long MaxBytes = 16L << 20;

    private readonly ConfigurationSettings settings = new(environment);
    private readonly List<string> documents = [];
    private readonly List<Defect> defects = [];
    private ConfigurationLoad load = ConfigurationLoad.Loaded;
    private long bytesRead;
    private string section = OpenSslConfiguration.DefaultSection;
    private string? includeDirectory;
    private bool dollarInNames;
    private bool absoluteOnly;

    public OpenSslConfiguration Run(string path)
    {
        switch (open(path))
        {
            case ConfigurationFile.Present present:
                Document(path, present.Bytes, depth: 0, inFolder: false);
                break;
            case ConfigurationFile.Unseen unseen:
                Stop(ConfigurationLoad.Unseen, CryptoModuleDiagnostics.ConfigurationUnseen, new Locator(path), unseen.Reason);
                break;
            default:
                Stop(ConfigurationLoad.Absent, CryptoModuleDiagnostics.ConfigurationAbsent, new Locator(path), "there is no such file");
                break;
        }

        return new OpenSslConfiguration
        {
            Load = load,
            Path = path,
            Entries = load == ConfigurationLoad.Loaded ? settings.Entries() : [],
            Sections = load == ConfigurationLoad.Loaded ? settings.Sections() : [],
            Documents = [.. documents],
            Defects = [.. defects],
        };
    }

    private void Document(string path, ReadOnlyMemory<byte> bytes, int depth, bool inFolder)
    {
        bytesRead += bytes.Length;
        if (documents.Count >= MaxDocuments || depth > MaxDepth || bytesRead > MaxBytes)
        {
            Stop(ConfigurationLoad.Unseen, CryptoModuleDiagnostics.ConfigurationTooLarge, new Locator(path), "includes go deeper or are larger than is read here");
            return;
        }

        documents.Add(path);
        foreach (var (text, line) in ConfigurationLines.Of(bytes))
        {
            if (load != ConfigurationLoad.Loaded) return;
            Line(ConfigurationSyntax.WithoutComment(text), new Locator(path, Line: line), depth, inFolder);
        }
    }

    private void Line(string text, Locator locator, int depth, bool inFolder)
    {
        var start = ConfigurationSyntax.SkipSpace(text, 0);
        if (start == text.Length) return;
        if (text[start] == '[')
        {
            Header(text, start + 1, locator);
            return;
        }

        var end = ConfigurationSyntax.SkipName(text, start, dollarInNames);
        var (target, name) = (section, text[start..end]);
        if (string.CompareOrdinal(text, end, "::", 0, 2) == 0)
        {
            start = end + 2;
            end = ConfigurationSyntax.SkipName(text, start, dollarInNames);
            (target, name) = (name, text[start..end]);
        }

        var at = ConfigurationSyntax.SkipSpace(text, end);
        if (IsDirective(text, start, at, ".pragma")) Pragma(text, at, locator);
        else if (IsDirective(text, start, at, ".include")) Include(text, at, target, locator, depth, inFolder);
        else if (at == text.Length || text[at] != '=') Refuse(locator, "a setting has no equal sign");
        else Assign(target, name, text[(at + 1)..], locator);
    }

    /// <summary>As OpenSSL decides: the line starts with the word, and something separates it from what follows.</summary>
    private static bool IsDirective(string text, int start, int at, string word) =>
        string.CompareOrdinal(text, start, word, 0, word.Length) == 0 && (at != start + word.Length || (at < text.Length && text[at] == '='));

    private void Header(string text, int at, Locator locator)
    {
        var start = ConfigurationSyntax.SkipSpace(text, at);
        for (var part = start; ;)
        {
            var end = ConfigurationSyntax.SkipName(text, part, dollarInNames);
            var next = ConfigurationSyntax.SkipSpace(text, end);
            if (next < text.Length && text[next] == ']')
            {
                if (Expand(section, text[start..end], locator) is not { } name) return;
                section = name;
                settings.Open(name);
                return;
            }

            if (next == text.Length || next == part)
            {
                Refuse(locator, "a section header has no closing bracket");
                return;
            }

            part = next;
        }
    }

    private void Assign(string target, string name, string text, Locator locator)
    {
        if (Expand(target, text.Trim(' ', '\t', '\r', '\n'), locator) is not { } value) return;
        settings.Set(new ConfigurationEntry(target, name, value, locator));
        if (settings.Count > MaxEntries) Stop(ConfigurationLoad.Unseen, CryptoModuleDiagnostics.ConfigurationTooLarge, locator, "more settings than are read here");
    }

    private void Pragma(string text, int at, Locator locator)
    {
        if (at < text.Length && text[at] == '=') at++;
        var body = text[Math.Min(at, text.Length)..].Trim(' ', '\t', '\r', '\n');
        var colon = body.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || colon == body.Length - 1)
        {
            Refuse(locator, "a pragma is not keyword:value");
            return;
        }

        var value = body[(colon + 1)..].TrimStart(' ', '\t');
        var keyword = body[..colon].TrimEnd(' ', '\t');
        if (keyword == "includedir") includeDirectory = value;
        else if (keyword is "dollarid" or "abspath") Switch(keyword, value, locator);
    }

    private void Switch(string keyword, string value, Locator locator)
    {
        bool? on = value.ToLowerInvariant() switch { "on" or "true" or "yes" or "1" => true, "off" or "false" or "no" or "0" => false, _ => null };
        if (on is null) Refuse(locator, $"pragma {keyword} is neither on nor off");
        else if (keyword == "dollarid") dollarInNames = on.Value;
        else absoluteOnly = on.Value;
    }

    private void Include(string text, int at, string target, Locator locator, int depth, bool inFolder)
    {
        if (at < text.Length && text[at] == '=') at++;
        if (Expand(target, text[Math.Min(at, text.Length)..].Trim(' ', '\t', '\r', '\n'), locator) is not { } path) return;
        var directory = environment.TryGetValue("OPENSSL_CONF_INCLUDE", out var fromEnvironment) ? fromEnvironment : includeDirectory;
        if (!path.StartsWith('/') && directory is not null) path = $"{directory}/{path}";
        if (!path.StartsWith('/'))
        {
            if (absoluteOnly)
            {
                Refuse(locator, $"'{path}' is relative and pragma abspath forbids that");
                return;
            }

            Note(CryptoModuleDiagnostics.RelativeInclude, locator, $"'{path}' is relative: which file it is depends on the working directory");
            path = $"{workingDirectory.TrimEnd('/')}/{path}";
        }

        Follow(path, locator, depth, inFolder);
    }

    private void Follow(string path, Locator locator, int depth, bool inFolder)
    {
        switch (open(path))
        {
            case ConfigurationFile.Present present:
                Document(path, present.Bytes, depth + 1, inFolder);
                break;
            case ConfigurationFile.Folder when inFolder:
                Note(CryptoModuleDiagnostics.MissingInclude, locator, $"'{path}' is a folder inside an included folder: OpenSSL does not follow it");
                break;
            case ConfigurationFile.Folder folder:
                Folder(path, folder.Names, locator, depth);
                break;
            case ConfigurationFile.Unseen unseen:
                Stop(ConfigurationLoad.Unseen, CryptoModuleDiagnostics.ConfigurationUnseen, locator, $"'{path}' is included: {unseen.Reason}");
                break;
            default:
                Note(CryptoModuleDiagnostics.MissingInclude, locator, $"'{path}' is included and not there: OpenSSL goes on without it");
                break;
        }
    }

    /// <summary>OpenSSL reads a folder in the file system's order, which is not defined. Here it is ordinal, and a conflict is reported.</summary>
    private void Folder(string path, ImmutableArray<string> names, Locator locator, int depth)
    {
        var files = names.Where(name => name.EndsWith(".cnf", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".conf", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).ToList();
        settings.BeginFolder();
        foreach (var name in files)
        {
            if (load == ConfigurationLoad.Loaded) Follow($"{path.TrimEnd('/')}/{name}", locator, depth, inFolder: true);
        }

        foreach (var conflict in settings.EndFolder())
        {
            Stop(ConfigurationLoad.Unseen, CryptoModuleDiagnostics.FolderOrder, locator, $"files of '{path}' set {conflict} differently: the file system decides which one counts");
        }
    }

    private string? Expand(string currentSection, string text, Locator locator)
    {
        var expansion = ConfigurationExpansion.Of(text, currentSection, settings, dollarInNames);
        if (expansion.Error is { } error) Refuse(locator, error);
        return expansion.Value;
    }

    private void Refuse(Locator locator, string message) => Stop(ConfigurationLoad.Refused, CryptoModuleDiagnostics.ConfigurationRefused, locator, message);

    private void Note(DiagnosticCode code, Locator locator, string message)
    {
        if (defects.Count < 100) defects.Add(new Defect(code, locator, message));
    }

    private void Stop(ConfigurationLoad outcome, DiagnosticCode code, Locator locator, string message)
    {
        if (load == ConfigurationLoad.Loaded) load = outcome;
        defects.Add(new Defect(code, locator, message));
    }
}
