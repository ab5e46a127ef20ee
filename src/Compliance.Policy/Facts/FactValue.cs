namespace Compliance.Policy.Facts;

/// <summary>The typed value of a fact. <c>FactSchema</c> says, for each kind, which fields policies and documents see.</summary>
public abstract record FactValue
{
    private protected FactValue()
    {
    }

    public abstract FactKind Kind { get; }
}
