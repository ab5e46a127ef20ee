namespace Compliance.Policy.Cel;

/// <summary>How the cost of a call grows.</summary>
public enum CelCharge
{
    /// <summary>One unit.</summary>
    Constant,

    /// <summary>One unit, and for the arguments and the result one for every ten characters or bytes and one for every element.</summary>
    Linear,

    /// <summary>The same, and one for every ten of the product of the sizes of the first two arguments.</summary>
    Product,
}
