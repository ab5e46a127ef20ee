using System.Net;
using System.Net.Sockets;

namespace Compliance.Policy.Cel.Functions;

/// <summary>An IPv4 or IPv6 address; an IPv4 address mapped into IPv6 is the IPv4 address. No zones, no leading zeros.</summary>
internal sealed class CelIp : CelOpaque
{
    private CelIp(byte[] octets)
        : base(NetworkLibrary.Ip) => Octets = octets;

    /// <summary>4 or 16.</summary>
    public byte[] Octets { get; }

    public bool IsV4 => Octets.Length == 4;

    public bool IsUnspecified => Octets.AsSpan().IndexOfAnyExcept((byte)0) < 0;

    public bool IsLoopback => IsV4 ? Octets[0] == 127 : Octets[15] == 1 && Octets.AsSpan(0, 15).IndexOfAnyExcept((byte)0) < 0;

    public bool IsLinkLocalMulticast => IsV4 ? Octets is [224, 0, 0, _] : Octets[0] == 0xFF && (Octets[1] & 0x0F) == 2;

    public bool IsLinkLocalUnicast => IsV4 ? Octets is [169, 254, _, _] : Octets[0] == 0xFE && (Octets[1] & 0xC0) == 0x80;

    public bool IsMulticast => IsV4 ? (Octets[0] & 0xF0) == 0xE0 : Octets[0] == 0xFF;

    public bool IsGlobalUnicast => !(IsV4 && Octets is [255, 255, 255, 255]) && !IsUnspecified && !IsLoopback && !IsMulticast && !IsLinkLocalUnicast;

    public static CelIp Of(byte[] octets) => new(octets);

    /// <summary>Null when the text is not an address.</summary>
    public static CelIp? Parse(string text)
    {
        if (text.Length is < 2 or > 45 || text.AsSpan().ContainsAny("%[] ")) return null;
        if (!text.Contains(':', StringComparison.Ordinal)) return ParseV4(text);
        if (!IPAddress.TryParse(text, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6) return null;
        var octets = address.GetAddressBytes();
        return new CelIp(address.IsIPv4MappedToIPv6 ? octets[12..] : octets);
    }

    public override bool SameAs(CelOpaque other) => other is CelIp address && address.Octets.AsSpan().SequenceEqual(Octets);

    public override string ToString() => new IPAddress(Octets).ToString();

    private static CelIp? ParseV4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4) return null;
        var octets = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts[i].Length is 0 or > 3 || (parts[i].Length > 1 && parts[i][0] == '0') || parts[i].AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0) return null;
            if (!byte.TryParse(parts[i], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out octets[i])) return null;
        }

        return new CelIp(octets);
    }
}
