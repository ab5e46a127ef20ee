namespace Compliance.Policy.Cel;

/// <summary>An evaluation error as a value: it travels until a logical operator absorbs it or it becomes the result.</summary>
public sealed class CelError : CelObject
{
    private int position = -1;

    internal CelError(CelErrorKind cause, string message)
        : base(CelKind.Error) => (Cause, Message) = (cause, message);

    public CelErrorKind Cause { get; }

    public string Message { get; }

    /// <summary>UTF-16 offset in the expression of the operation that failed; -1 when it has no place.</summary>
    public int Position => position;

    /// <summary>The innermost operation that meets the error names its place.</summary>
    internal void Locate(int offset)
    {
        if (position < 0) position = offset;
    }
}
