using System.CommandLine;
using System.Text;
using Compliance.Pipeline.AirGap;
using Compliance.Pipeline.Compose;
using Compliance.Service.CommandLine;
using Compliance.Service.Terminals;
using Compliance.Service.Verbs.Rebuilding;
using Compliance.Service.Verbs.Signing;

namespace Compliance.Service.Verbs.Bundling;

/// <summary><c>compliance bundle</c>: the inputs of a build, gathered and signed on one side of an air gap, checked on the other.</summary>
internal static class BundleVerb
{
    private const long MaxFileBytes = 1L << 30;

    public static Command Build(CommandContext context, Option<string?> data)
    {
        var verb = new Command("bundle", "Gathers the inputs of a build in a signed, content-addressed folder, and checks one that came in");
        verb.Add(Create(context, data));
        verb.Add(BundlePlanVerb.Build(context, data));
        verb.Add(Import(context));
        return verb;
    }

    private static Command Create(CommandContext context, Option<string?> data)
    {
        var input = new RebuildInput(data);
        var keys = new SigningKeyOptions(data);
        Option<string> target = new("--out") { Description = "Folder for the bundle; new or empty", HelpName = "dir", Required = true };
        Option<string[]> files = new("--file") { Description = "File to put in beside (advisories, module list, sources); may be given more than once", HelpName = "file", DefaultValueFactory = _ => [] };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("create", "Puts configuration, keys, indexes and packages of an image into a bundle, and nothing else that was not named") { target, files, json };
        input.AddTo(verb, takesLock: false, takesBundle: false);
        keys.AddTo(verb);
        verb.SetAction(parsed =>
        {
            var folder = parsed.GetValue(target)!;
            RefuseFilled(folder);
            var request = input.Read(parsed, context);
            var recording = new RecordingFiles(request.Files);
            // Composing in memory asks for exactly what composing behind the gap will ask for.
            var reading = ImageComposer.Compose(request with { Files = recording });
            if (!reading.TryGet(out _)) throw RebuildInput.Refused("the image can't be composed, so its inputs are not known", reading.Defects);
            var writer = new BundleWriter(folder);
            foreach (var (name, content) in input.ConfigurationFiles) writer.Add(BundleInput.Configuration + name, content);
            if (input.NamedRepositories(parsed) is { Count: > 0 } named) writer.Add(BundleInput.Repositories, Encoding.UTF8.GetBytes(string.Join('\n', named)));
            AddTaken(writer, request, recording);
            foreach (var file in parsed.GetValue(files)!) writer.Add($"files/{Path.GetFileName(file)}", Bytes(file));
            using var signer = keys.Open(parsed, context);
            writer.Finish(signer);
            Say(context, parsed.GetValue(json), folder, writer.Count, writer.Bytes);
            return ExitCodes.Good;
        });
        return verb;
    }

    private static Command Import(CommandContext context)
    {
        Argument<string> source = new("bundle") { Description = "Folder of the bundle that came in" };
        Option<string> target = new("--out") { Description = "Folder to import into; new or empty", HelpName = "dir", Required = true };
        Option<string> key = new("--bundle-key") { Description = "Public key or certificate by which the bundle must be signed", HelpName = "pem", Required = true };
        Option<bool> json = JsonOption.Create();
        var verb = new Command("import", "Checks the signature and every file of a bundle, then copies what the list names") { source, target, key, json };
        verb.SetAction(parsed =>
        {
            var (from, to) = (parsed.GetValue(source)!, parsed.GetValue(target)!);
            RefuseFilled(to);
            var bundle = BundleInput.Open(from, parsed.GetValue(key)!);
            if (bundle.Verify() is { Length: > 0 } defects) throw new VerbFailure(ExitCodes.Bad, $"{from} is not what its list says; nothing was imported", "bring the bundle in again", defects);
            foreach (var entry in bundle.Entries)
            {
                var file = Path.Combine(to, "blobs", "sha256", entry.Digest.Hex);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                if (!File.Exists(file)) WholeFile.Write(file, bundle.Read(entry) ?? throw new IOException($"{entry.Path} changed while it was imported"));
            }

            WholeFile.Write(Path.Combine(to, InputBundle.ListName), File.ReadAllBytes(Path.Combine(from, InputBundle.ListName)));
            Say(context, parsed.GetValue(json), to, bundle.Entries.Count(), bundle.Entries.Sum(entry => entry.Size));
            return ExitCodes.Good;
        });
        return verb;
    }

    /// <exception cref="VerbFailure">A bundle can't be made there.</exception>
    public static void RefuseFilled(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()) throw new VerbFailure(ExitCodes.Usage, $"{folder} is not empty", "name a new folder with --out");
    }

    /// <summary>Adds the keys that are trusted, and what was asked of repositories.</summary>
    public static void AddTaken(BundleWriter writer, ComposeRequest request, RecordingFiles recording)
    {
        foreach (var key in request.Keyring.Keys) writer.Add($"keyring/{key.Name}", key.Content.AsSpan().ToArray());
        foreach (var path in recording.Given) writer.Add(BundleFiles.Inputs + path, Read(request.Files.Open(path)!));
    }

    public static void Say(CommandContext context, bool json, string folder, int files, long bytes)
    {
        if (!json)
        {
            context.Terminal.Output.WriteLine($"bundle    {folder}  {files} files  {Sizes.Of(bytes)}");
            return;
        }

        JsonOutput.Write(context.Terminal.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("bundle", folder);
            writer.WriteNumber("files", files);
            writer.WriteNumber("bytes", bytes);
            writer.WriteEndObject();
        });
    }

    private static byte[] Read(Stream stream)
    {
        using var held = stream;
        using var copy = new MemoryStream();
        held.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Bytes(string file)
    {
        if (!File.Exists(file)) throw new VerbFailure(ExitCodes.UnreadableInput, $"there is no file {file}");
        return new FileInfo(file).Length <= MaxFileBytes ? File.ReadAllBytes(file) : throw new VerbFailure(ExitCodes.UnreadableInput, $"{file} is too large for a bundle");
    }
}
