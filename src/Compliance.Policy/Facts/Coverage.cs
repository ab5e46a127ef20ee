namespace Compliance.Policy.Facts;

/// <summary>How much of a kind was collected. What is not mentioned was not collected.</summary>
public enum Coverage
{
    /// <summary>Nothing is known: the whole list is unknown to policies.</summary>
    NotCollected = 0,

    /// <summary>What was found is true, but there may be more: policies see the list with an unknown rest.</summary>
    Partial = 1,

    /// <summary>The list is all there is.</summary>
    Complete = 2,
}
