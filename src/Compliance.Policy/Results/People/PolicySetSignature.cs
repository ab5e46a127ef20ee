namespace Compliance.Policy.Results;

/// <summary>What came of the signature over the set of policies that an evaluation used.</summary>
/// <param name="Standing"><c>verified</c>, <c>failed</c> or <c>indeterminate</c>.</param>
/// <param name="Signer">Name of the trusted identity that signed; empty unless verified.</param>
/// <param name="Manifest">SHA-256 of the signed list of files, <c>sha256:</c> and hexadecimal.</param>
/// <param name="Detail">Why it is not verified; empty when it is.</param>
public sealed record PolicySetSignature(string Standing, string Signer, string Manifest, string Detail)
{
    public bool IsBroken => Standing == "failed";

    /// <summary><c>policies signed by J. Doe</c>, or why that can't be said.</summary>
    public string Words => Standing switch
    {
        "verified" => $"policies signed by {Signer}",
        "failed" => $"the signature of the policies is broken: {Detail}",
        _ => $"policies signed, by whom is undecided: {Detail}",
    };
}
