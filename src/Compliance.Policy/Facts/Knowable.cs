namespace Compliance.Policy.Facts;

/// <summary>
/// A value that may not be known, with the reason when it isn't. The default is unknown: forgetting to say something never states it.
/// In expressions an unknown is CEL's unknown, neither false nor null.
/// </summary>
public readonly record struct Knowable<T>
{
    private readonly T? value;
    private readonly string? reason;

    private Knowable(bool isKnown, T? value, string? reason) => (IsKnown, this.value, this.reason) = (isKnown, value, reason);

    public bool IsKnown { get; }

    /// <exception cref="InvalidOperationException">The value is unknown.</exception>
    public T Value => IsKnown ? value! : throw new InvalidOperationException($"unknown: {Reason}");

    /// <summary>Why it is unknown, a short phrase; empty when it is known.</summary>
    public string Reason => IsKnown ? "" : reason ?? "not stated";

    public static Knowable<T> Known(T value) => new(true, value, null);

    public static Knowable<T> Unknown(string reason) => new(false, default, reason);

    public override string ToString() => IsKnown ? $"{value}" : $"unknown ({Reason})";
}
