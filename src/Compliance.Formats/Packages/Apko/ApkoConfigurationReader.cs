using System.Collections.Immutable;
using Compliance.Formats.Packages.Apko.Model;
using Compliance.Formats.Reading;
using Compliance.Formats.Reading.Yaml;

namespace Compliance.Formats.Packages.Apko;

/// <summary>Reads apko image configurations (YAML): unknown fields and wrong kinds are refused with their place, included files are taken in.</summary>
public sealed class ApkoConfigurationReader
{
    private const int MaxIncludes = 16;
    private const long MaxId = uint.MaxValue;

    private readonly DefectCollector defects;
    private readonly DefectCollector tolerated;
    private readonly Limits limits;

    private ApkoConfigurationReader(Limits limits) => (this.limits, defects, tolerated) = (limits, new DefectCollector(limits), new DefectCollector(limits));

    /// <param name="open">Gives an included file by the path written; null when there is none. Null itself: nothing is taken in, and the field stays.</param>
    public static Reading<ApkoConfiguration> Read(
        ReadOnlyMemory<byte> bytes, string document, Func<string, ReadOnlyMemory<byte>?>? open = null, Limits? limits = null) =>
        new ApkoConfigurationReader(limits ?? Limits.Default).ReadAll(bytes, document, open);

    private Reading<ApkoConfiguration> ReadAll(ReadOnlyMemory<byte> bytes, string document, Func<string, ReadOnlyMemory<byte>?>? open)
    {
        var configuration = ReadOne(bytes, document);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open is not null && configuration is { Include.Length: > 0 })
        {
            var path = configuration.Include;
            if (!seen.Add(path) || seen.Count > MaxIncludes)
            {
                defects.Add(ApkoCodes.Include, new Locator(document), $"'{path}' is included in a circle, or includes go deeper than {MaxIncludes}");
                break;
            }

            if (open(path) is not { } content)
            {
                defects.Add(ApkoCodes.Include, new Locator(document), $"the included file '{path}' is not there");
                break;
            }

            configuration = ReadOne(content, path) is { } included ? ApkoMerge.Complete(configuration, included) : null;
        }

        return configuration is null || defects.Count > 0 ? Readings.Reject<ApkoConfiguration>(defects.ToImmutable()) : Readings.Accept(configuration, tolerated.ToImmutable());
    }

    private ApkoConfiguration? ReadOne(ReadOnlyMemory<byte> bytes, string document)
    {
        var tree = YamlTree.Read(bytes, document, limits);
        if (!tree.TryGet(out var root))
        {
            defects.AddRange(tree.Defects);
            return null;
        }

        var fields = new ApkoFields(root, "", defects);
        var configuration = new ApkoConfiguration
        {
            Contents = Contents(fields.Node("contents")),
            Entrypoint = Entrypoint(fields.Node("entrypoint")),
            Command = fields.Text("cmd"),
            StopSignal = fields.Text("stop-signal"),
            WorkingDirectory = fields.Text("work-dir"),
            Accounts = Accounts(fields.Node("accounts")),
            Architectures = fields.Texts("archs"),
            Environment = fields.Map("environment"),
            Paths = fields.List("paths", Path),
            SourceUrl = fields.Text("vcs-url"),
            Annotations = fields.Map("annotations"),
            Include = fields.Text("include"),
            Volumes = fields.Texts("volumes"),
            Layering = Layering(fields.Node("layering")),
            Format = fields.Text("format"),
            Certificates = Certificates(fields.Node("certificates")),
        };
        fields.Finish();
        foreach (var name in configuration.Architectures.Where(name => ApkoArchitectures.ToOci(name) is null))
            defects.Add(ApkoCodes.BadValue, fields.Node("archs")!.Locator, $"'{name}' is no architecture; there are {string.Join(", ", ApkoArchitectures.All)}");
        return configuration;
    }

    private ApkoContents Contents(YamlNode? node)
    {
        var fields = new ApkoFields(node, "contents.", defects);
        var contents = new ApkoContents
        {
            BuildRepositories = fields.Texts("build_repositories"),
            RuntimeRepositories = fields.Texts("runtime_repositories"),
            Repositories = fields.Texts("repositories"),
            Keyring = fields.Texts("keyring"),
            RuntimeKeyring = fields.List("runtime_keyring", item => NamedContent(item, "contents.runtime_keyring.")),
            Packages = fields.Texts("packages"),
            BaseImage = BaseImage(fields.Node("baseimage")),
        };
        fields.Finish();
        return contents;
    }

    private ApkoBaseImage? BaseImage(YamlNode? node)
    {
        var fields = new ApkoFields(node, "contents.baseimage.", defects);
        var image = new ApkoBaseImage { Image = fields.Text("image"), Index = fields.Text("apkindex") };
        fields.Finish();
        return fields.IsPresent ? image : null;
    }

    private ApkoEntrypoint Entrypoint(YamlNode? node)
    {
        var fields = new ApkoFields(node, "entrypoint.", defects);
        var entrypoint = new ApkoEntrypoint
        {
            Type = fields.Text("type"),
            Command = fields.Text("command"),
            ShellFragment = fields.Text("shell-fragment"),
            Services = fields.Map("services"),
        };
        fields.Finish();
        return entrypoint;
    }

    private ApkoAccounts Accounts(YamlNode? node)
    {
        var fields = new ApkoFields(node, "accounts.", defects);
        var accounts = new ApkoAccounts { RunAs = fields.Text("run-as"), Users = fields.List("users", User), Groups = fields.List("groups", Group) };
        // Real configurations carry this field of paths here, where apko once overlooked it: it never meant anything.
        if (fields.Node("recursive") is { } misplaced)
            tolerated.Add(ApkoCodes.MisplacedField, misplaced.Locator, "'recursive' belongs to an entry of paths; under accounts it has no meaning");
        fields.Finish();
        return accounts;
    }

    private ApkoUser User(YamlNode node)
    {
        var fields = new ApkoFields(node, "accounts.users.", defects);
        var user = new ApkoUser
        {
            Name = fields.Text("username"),
            Uid = fields.Number("uid", MaxId) ?? 0,
            Gid = fields.Number("gid", MaxId),
            Shell = fields.Text("shell"),
            HomeDirectory = fields.Text("homedir"),
        };
        fields.Finish();
        return user;
    }

    private ApkoGroup Group(YamlNode node)
    {
        var fields = new ApkoFields(node, "accounts.groups.", defects);
        var group = new ApkoGroup { Name = fields.Text("groupname"), Gid = fields.Number("gid", MaxId) ?? 0, Members = fields.Texts("members") };
        fields.Finish();
        return group;
    }

    private ApkoPath Path(YamlNode node)
    {
        var fields = new ApkoFields(node, "paths.", defects);
        var path = new ApkoPath
        {
            Path = fields.Text("path"),
            Type = fields.Text("type"),
            Uid = fields.Number("uid", MaxId),
            Gid = fields.Number("gid", MaxId),
            Permissions = (int)(fields.Number("permissions", 0xFFF) ?? 0),
            Source = fields.Text("source"),
            Recursive = fields.Flag("recursive"),
        };
        fields.Finish();
        if (path.Type is not ("directory" or "empty-file" or "hardlink" or "symlink" or "permissions"))
            defects.Add(ApkoCodes.BadValue, node.Locator, $"'paths.type' is '{path.Type}'; there are directory, empty-file, hardlink, symlink, permissions");
        return path;
    }

    private ApkoLayering? Layering(YamlNode? node)
    {
        var fields = new ApkoFields(node, "layering.", defects);
        var layering = new ApkoLayering { Strategy = fields.Text("strategy"), Budget = (int)(fields.Number("budget", 1_000) ?? 0) };
        fields.Finish();
        return fields.IsPresent ? layering : null;
    }

    private ApkoCertificates? Certificates(YamlNode? node)
    {
        var fields = new ApkoFields(node, "certificates.", defects);
        var certificates = new ApkoCertificates
        {
            Additional = fields.List("additional", item => NamedContent(item, "certificates.additional.")),
            Providers = fields.Texts("providers"),
        };
        fields.Finish();
        return fields.IsPresent ? certificates : null;
    }

    private ApkoNamedContent NamedContent(YamlNode node, string place)
    {
        var fields = new ApkoFields(node, place, defects);
        var content = new ApkoNamedContent { Name = fields.Text("name"), Content = fields.Text("content") };
        fields.Finish();
        return content;
    }
}
