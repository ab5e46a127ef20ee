using System.Collections.Immutable;

namespace Compliance.Formats.Sbom.Profiles;

/// <param name="Scope"><c>document</c>, <c>component</c> (every package) or <c>primary</c> (what the document is about).</param>
/// <param name="Check">Name of one of <see cref="SbomChecks"/>; <c>none</c> for what no machine can tell.</param>
/// <param name="Force"><c>must</c>, <c>must-if-exists</c> or <c>should</c>.</param>
/// <param name="Text">What is asked, in our own words.</param>
/// <param name="Values">What a check compares with; meaning by check.</param>
/// <param name="AcceptsUnknown">Whether saying that it is unknown is an answer.</param>
/// <param name="AcceptsTool">Whether a tool may be an author.</param>
public sealed record SbomProfileRule(
    string Id, string Scope, string Check, string Force, string Text, ImmutableArray<string> Values, bool AcceptsUnknown, bool AcceptsTool);
