using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.X9;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;

namespace Compliance.Tests.World;

/// <summary>
/// A P-256 key that belongs to a name, made for tests and worth nothing: anyone can compute it from the name. Signatures are deterministic (RFC 6979), so that
/// what is signed with it has the same bytes in every run.
/// </summary>
internal sealed class TestSigner : IImageSigner
{
    private static readonly ECDomainParameters Curve = Domain();
    private readonly ECPrivateKeyParameters key;

    private TestSigner(string name, BigInteger secret)
    {
        Name = name;
        key = new ECPrivateKeyParameters(secret, Curve);
        var point = Curve.G.Multiply(secret).Normalize();
        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Fixed(point.AffineXCoord.ToBigInteger()), Y = Fixed(point.AffineYCoord.ToBigInteger()) },
        };
        using var imported = ECDsa.Create(parameters);
        PublicPem = imported.ExportSubjectPublicKeyInfoPem();
    }

    public string Name { get; }

    public string PublicPem { get; }

    public static TestSigner Named(string name)
    {
        var secret = new BigInteger(1, SHA256.HashData(Encoding.UTF8.GetBytes($"compliance test key, worth nothing: {name}"))).Mod(Curve.N.Subtract(BigInteger.One)).Add(BigInteger.One);
        return new TestSigner(name, secret);
    }

    public byte[] Sign(ReadOnlySpan<byte> data)
    {
        var signer = new ECDsaSigner(new HMacDsaKCalculator(new Sha256Digest()));
        signer.Init(forSigning: true, key);
        var values = signer.GenerateSignature(SHA256.HashData(data));
        return StandardDsaEncoding.Instance.Encode(Curve.N, values[0], values[1]);
    }

    private static byte[] Fixed(BigInteger value)
    {
        var bytes = value.ToByteArrayUnsigned();
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static ECDomainParameters Domain()
    {
        var curve = ECNamedCurveTable.GetByName("P-256");
        return new ECDomainParameters(curve.Curve, curve.G, curve.N, curve.H);
    }
}
