using Compliance.Formats;

namespace Compliance.Pipeline.Statements.Sboms;

/// <param name="Sha1">Hex; SPDX 2.3 asks for it.</param>
/// <param name="Owner">Name of the package that it came with; empty for what the composition itself wrote.</param>
public sealed record BillFile(string Path, Digest Sha256, string Sha1, string Owner);
