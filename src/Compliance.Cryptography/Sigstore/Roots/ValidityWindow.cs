namespace Compliance.Cryptography.Sigstore.Roots;

/// <summary>
/// A closed interval of time (protobuf-specs <c>sigstore_common.proto</c>, TimeRange): both ends belong to it. "The start MUST be set": without it the window
/// holds no time.
/// </summary>
public sealed record ValidityWindow(DateTimeOffset? Start, DateTimeOffset? End)
{
    public bool Contains(DateTimeOffset time) => Start is { } start && start <= time && (End is not { } end || time <= end);

    public override string ToString() =>
        Start is not { } start ? "(without a start: nothing lies in it)" : $"from {SigstoreText.Of(start)}{(End is { } end ? $" to {SigstoreText.Of(end)}" : "")}";
}
