namespace Compliance.Policy.Cel;

/// <summary>How the cost of a call grows.</summary>
public enum CelCharge
{
    /// <summary>One unit.</summary>
    Constant,

    /// <summary>One unit and one for every ten characters, bytes or elements of the arguments.</summary>
    Linear,

    /// <summary>One unit and one for every ten of the product of the sizes of the first two arguments.</summary>
    Product,
}
