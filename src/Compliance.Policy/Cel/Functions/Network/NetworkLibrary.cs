namespace Compliance.Policy.Cel.Functions;

/// <summary>The network extension: IP addresses and CIDR blocks as Kubernetes and CEL know them.</summary>
internal static class NetworkLibrary
{
    public static readonly CelType Ip = CelType.Opaque("net.IP");
    public static readonly CelType Cidr = CelType.Opaque("net.CIDR");

    public static IEnumerable<CelFunction> Functions =>
    [
        Declare.Function("ip", Declare.Global("ip_string", arguments => ParseIp(arguments[0].AsString), Ip, CelType.String), Declare.Member("cidr_ip", arguments => new CelValue(Block(arguments[0]).Address), Ip, Cidr)),
        Declare.Function("isIP", Declare.Global("is_ip", arguments => CelValue.Bool(CelIp.Parse(arguments[0].AsString) is not null), CelType.Bool, CelType.String)),
        Declare.Function("ip.isCanonical", Declare.Global("is_canonical", arguments => IsCanonical(arguments[0].AsString), CelType.Bool, CelType.String)),
        Declare.Function("cidr", Declare.Global("cidr_string", arguments => ParseCidr(arguments[0].AsString), Cidr, CelType.String)),
        Declare.Function("isCIDR", Declare.Global("is_cidr", arguments => CelValue.Bool(CelCidr.Parse(arguments[0].AsString) is not null), CelType.Bool, CelType.String)),
        Declare.Function("string", Declare.Global("ip_to_string", arguments => CelValue.String(arguments[0].Object!.ToString()!), CelType.String, Ip), Declare.Global("cidr_to_string", arguments => CelValue.String(arguments[0].Object!.ToString()!), CelType.String, Cidr)),
        Declare.Function("family", Declare.Member("ip_family", arguments => CelValue.Int(Address(arguments[0]).IsV4 ? 4 : 6), CelType.Int, Ip)),
        Test("isUnspecified", address => address.IsUnspecified),
        Test("isLoopback", address => address.IsLoopback),
        Test("isGlobalUnicast", address => address.IsGlobalUnicast),
        Test("isLinkLocalMulticast", address => address.IsLinkLocalMulticast),
        Test("isLinkLocalUnicast", address => address.IsLinkLocalUnicast),
        Declare.Function(
            "containsIP",
            Declare.Member("contains_ip", arguments => CelValue.Bool(Block(arguments[0]).Contains(Address(arguments[1]))), CelType.Bool, Cidr, Ip),
            Declare.Member("contains_ip_string", arguments => WithIp(arguments[1].AsString, Block(arguments[0]).Contains), CelType.Bool, Cidr, CelType.String)),
        Declare.Function(
            "containsCIDR",
            Declare.Member("contains_cidr", arguments => CelValue.Bool(Block(arguments[0]).Contains(Block(arguments[1]))), CelType.Bool, Cidr, Cidr),
            Declare.Member("contains_cidr_string", arguments => WithCidr(arguments[1].AsString, Block(arguments[0]).Contains), CelType.Bool, Cidr, CelType.String)),
        Declare.Function("masked", Declare.Member("masked", arguments => new CelValue(Block(arguments[0]).Masked()), Cidr, Cidr)),
        Declare.Function("prefixLength", Declare.Member("prefix_length", arguments => CelValue.Int(Block(arguments[0]).PrefixLength), CelType.Int, Cidr)),
    ];

    private static CelFunction Test(string name, Func<CelIp, bool> body) =>
        Declare.Function(name, Declare.Member(name, arguments => CelValue.Bool(body(Address(arguments[0]))), CelType.Bool, Ip));

    private static CelIp Address(in CelValue value) => (CelIp)value.Object!;

    private static CelCidr Block(in CelValue value) => (CelCidr)value.Object!;

    private static CelValue ParseIp(string text) => CelIp.Parse(text) is { } address ? new CelValue(address) : NotIp(text);

    private static CelValue ParseCidr(string text) => CelCidr.Parse(text) is { } block ? new CelValue(block) : NotCidr(text);

    private static CelValue IsCanonical(string text) => CelIp.Parse(text) is { } address ? CelValue.Bool(address.ToString() == text) : NotIp(text);

    private static CelValue WithIp(string text, Func<CelIp, bool> test) => CelIp.Parse(text) is { } address ? CelValue.Bool(test(address)) : NotIp(text);

    private static CelValue WithCidr(string text, Func<CelCidr, bool> test) => CelCidr.Parse(text) is { } block ? CelValue.Bool(test(block)) : NotCidr(text);

    private static CelValue NotIp(string text) => Declare.Invalid($"not an IP address: {CelValue.String(text)}");

    private static CelValue NotCidr(string text) => Declare.Invalid($"not a CIDR block: {CelValue.String(text)}");
}
