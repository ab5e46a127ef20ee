using System.Collections.Immutable;

namespace Compliance.Pipeline.Apk.Solving;

/// <summary>A package of a solution and why it is there.</summary>
/// <param name="Because">Who asked for it, for example <c>world[python3]</c> or <c>py3-pip-24.0-r0[python3~3.12]</c>; <c>install_if</c> for one that others bring.</param>
/// <param name="Rejected">Others that could have met the same request, with what they lost to; best first.</param>
/// <param name="IsImplicit">An unversioned virtual name was asked for, several could be taken and nobody named one.</param>
public sealed record SelectedPackage(ApkCandidate Candidate, string Because, ImmutableArray<RejectedCandidate> Rejected, bool IsImplicit);
