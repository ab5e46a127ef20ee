using System.Collections.Immutable;
using Compliance.Formats.Reading;
using Compliance.Oci.Files;
using Compliance.Oci.Snapshots;

namespace Compliance.Evidence.Probing;

/// <summary>
/// Runs programs of images. The programs are a stranger's: they get the image's files read-only, no network, no rights, and bounded time, memory, processes and output, and
/// nothing that they do can be seen by the next probe or stays behind.
/// </summary>
public interface IProbeRunner
{
    ProbeMachine Machine { get; }

    /// <summary>One result for each probe, in their order. A program that fails, hangs or can't be started is a result. Rejected: the image's files can't be laid out.</summary>
    /// <param name="root">What the image's layers come to.</param>
    /// <exception cref="OperationCanceledException">Cancelled; nothing runs any more, nothing is left.</exception>
    /// <exception cref="IOException">The machine failed.</exception>
    Task<Reading<ImmutableArray<ProbeResult>>> RunAsync(ImageSnapshot snapshot, PlatformImage image, RootFileSystem root, ImmutableArray<Probe> probes, CancellationToken cancellation);
}
