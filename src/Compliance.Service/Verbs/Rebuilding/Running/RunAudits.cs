using Compliance.Cryptography.Hashing;
using Compliance.Formats.Reading;
using Compliance.Pipeline.Attaching;
using Compliance.Pipeline.Delta;
using Compliance.Pipeline.Run;
using Compliance.Service.Auditing;
using Compliance.Service.CommandLine;
using Compliance.Service.Verbs.Rebuilding.Planning;

namespace Compliance.Service.Verbs.Rebuilding.Running;

/// <summary>The audits before and after a rebuild, and the signed difference.</summary>
/// <param name="Subject">The image as it was, as typed by the caller.</param>
/// <param name="Image">Repository name that the delta's subject has.</param>
internal sealed record RunAudits(string Folder, ResultAudit Audit, string Subject, string Image)
{
    public const string Before = "before.asice";
    public const string After = "after.asice";
    public const string DeltaStatement = "delta.json";
    public const string SignedDelta = "delta.dsse.json";

    public RebuildTools Tools => Audit.Tools;

    public Limits Limits => Audit.Limits;

    public string ImageFolder => Path.Combine(Folder, "image");

    public async Task<IEnumerable<string>> BeforeAsync(IAuditProgress progress, CancellationToken cancellation)
    {
        if (!RebuildSubject.IsPackage(Subject)) return await AuditAsync(Subject, Before, progress, cancellation).ConfigureAwait(false);
        WholeFile.Write(Path.Combine(Folder, Before), await File.ReadAllBytesAsync(Subject, cancellation).ConfigureAwait(false));
        return [Before];
    }

    public Task<IEnumerable<string>> AfterAsync(IAuditProgress progress, CancellationToken cancellation) => AuditAsync($"oci:{ImageFolder}:{RebuiltLayout.Tag}", After, progress, cancellation);

    public RebuildDelta Delta(RebuildJournal journal)
    {
        var attached = journal.Lines.Last(line => line.Step == "attach").At;
        return DeltaMaker.Compare(OpenPackage.Assess(Path.Combine(Folder, Before), Limits), OpenPackage.Assess(Path.Combine(Folder, After), Limits), (long)(attached - journal.StartedAt).TotalMilliseconds);
    }

    public IEnumerable<string> WriteDelta(RebuildJournal journal)
    {
        var evidence = new[] { Before, After }.Select(name => (name, ContentHasher.Sha256(File.ReadAllBytes(Path.Combine(Folder, name)))));
        var statement = DeltaDocument.Statement(Delta(journal), Image, evidence);
        WholeFile.Write(Path.Combine(Folder, DeltaStatement), statement);
        WholeFile.Write(Path.Combine(Folder, SignedDelta), Attachment.Envelope(statement, Tools.ImageSigner));
        return [DeltaStatement, SignedDelta];
    }

    private async Task<IEnumerable<string>> AuditAsync(string image, string file, IAuditProgress progress, CancellationToken cancellation)
    {
        await Audit.RunAsync(image, Path.Combine(Folder, file), progress, cancellation).ConfigureAwait(false);
        return [file];
    }
}
