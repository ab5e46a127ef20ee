using System.Globalization;

namespace Compliance.Policy.Cel.Functions;

/// <summary>An address and a prefix length; the address keeps its host bits until it is masked.</summary>
internal sealed class CelCidr : CelOpaque
{
    private CelCidr(CelIp address, int prefixLength)
        : base(NetworkLibrary.Cidr) => (Address, PrefixLength) = (address, prefixLength);

    public CelIp Address { get; }

    public int PrefixLength { get; }

    /// <summary>Null when the text is not <c>address/bits</c>.</summary>
    public static CelCidr? Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || slash + 1 >= text.Length || CelIp.Parse(text[..slash]) is not { } address) return null;
        var digits = text.AsSpan(slash + 1);
        if (digits.Length > 3 || (digits.Length > 1 && digits[0] == '0') || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)) return null;
        return bits <= address.Octets.Length * 8 ? new CelCidr(address, bits) : null;
    }

    public CelCidr Masked()
    {
        var octets = (byte[])Address.Octets.Clone();
        for (var bit = PrefixLength; bit < octets.Length * 8; bit++) octets[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new CelCidr(CelIp.Of(octets), PrefixLength);
    }

    public bool Contains(CelIp address)
    {
        if (address.Octets.Length != Address.Octets.Length) return false;
        for (var bit = 0; bit < PrefixLength; bit++)
        {
            if (((address.Octets[bit / 8] ^ Address.Octets[bit / 8]) & (0x80 >> (bit % 8))) != 0) return false;
        }

        return true;
    }

    public bool Contains(CelCidr block) => block.PrefixLength >= PrefixLength && Contains(block.Address);

    public override bool SameAs(CelOpaque other) => other is CelCidr block && block.PrefixLength == PrefixLength && block.Address.SameAs(Address);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Address}/{PrefixLength}");
}
