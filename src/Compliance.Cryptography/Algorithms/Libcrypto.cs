using System.Runtime.InteropServices;

namespace Compliance.Cryptography.Algorithms;

/// <summary>
/// The few functions of the platform's libcrypto that the BCL does not offer: Ed25519 verification and the state of its providers. The library
/// is the one that the runtime itself loads (same soname), so both answer from the same module. Absent library or function: the answer is null.
/// </summary>
internal sealed class Libcrypto
{
    private const int EvpPkeyEd25519 = 1087;

    private readonly OpenSslVersionText? versionText;
    private readonly PropertiesAreFips? propertiesAreFips;
    private readonly ProviderAvailable? providerAvailable;
    private readonly NewRawPublicKey? newRawPublicKey;
    private readonly Free? freeKey;
    private readonly NewContext? newContext;
    private readonly Free? freeContext;
    private readonly VerifyInit? verifyInit;
    private readonly VerifyOnce? verifyOnce;

    private Libcrypto(IntPtr handle)
    {
        versionText = Export<OpenSslVersionText>(handle, "OpenSSL_version");
        propertiesAreFips = Export<PropertiesAreFips>(handle, "EVP_default_properties_is_fips_enabled");
        providerAvailable = Export<ProviderAvailable>(handle, "OSSL_PROVIDER_available");
        newRawPublicKey = Export<NewRawPublicKey>(handle, "EVP_PKEY_new_raw_public_key");
        freeKey = Export<Free>(handle, "EVP_PKEY_free");
        newContext = Export<NewContext>(handle, "EVP_MD_CTX_new");
        freeContext = Export<Free>(handle, "EVP_MD_CTX_free");
        verifyInit = Export<VerifyInit>(handle, "EVP_DigestVerifyInit");
        verifyOnce = Export<VerifyOnce>(handle, "EVP_DigestVerify");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr OpenSslVersionText(int type);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int PropertiesAreFips(IntPtr context);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ProviderAvailable(IntPtr context, [MarshalAs(UnmanagedType.LPStr)] string name);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr NewRawPublicKey(int type, IntPtr engine, byte[] key, nuint length);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate IntPtr NewContext();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Free(IntPtr pointer);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VerifyInit(IntPtr context, IntPtr keyContext, IntPtr digest, IntPtr engine, IntPtr key);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VerifyOnce(IntPtr context, byte[] signature, nuint signatureLength, byte[] data, nuint dataLength);

    /// <summary>Null where the platform has no OpenSSL 1.1 or newer.</summary>
    public static Libcrypto? Loaded { get; } = Load();

    public bool CanVerifyEd25519 => newRawPublicKey is not null && freeKey is not null && newContext is not null && freeContext is not null
        && verifyInit is not null && verifyOnce is not null;

    public string Version() => versionText is null ? "" : Marshal.PtrToStringUTF8(versionText(0)) ?? "";

    public bool? FipsPropertiesAreDefault() => propertiesAreFips is null ? null : propertiesAreFips(IntPtr.Zero) == 1;

    public bool? FipsProviderIsAvailable() => providerAvailable is null ? null : providerAvailable(IntPtr.Zero, "fips") == 1;

    /// <summary>Pure Ed25519 (RFC 8032). False for a wrong signature and for a key or signature of the wrong length.</summary>
    /// <exception cref="PlatformNotSupportedException"><see cref="CanVerifyEd25519"/> is false, or the module refuses Ed25519 (a FIPS provider without it).</exception>
    public bool VerifyEd25519(byte[] key, byte[] data, byte[] signature)
    {
        if (!CanVerifyEd25519) throw new PlatformNotSupportedException("the platform's libcrypto does not offer Ed25519");
        if (key.Length != 32 || signature.Length != 64) return false;
        var handle = newRawPublicKey!(EvpPkeyEd25519, IntPtr.Zero, key, 32);
        if (handle == IntPtr.Zero) throw new PlatformNotSupportedException("the platform's libcrypto refuses Ed25519 keys");
        var context = newContext!();
        try
        {
            if (context == IntPtr.Zero || verifyInit!(context, IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, handle) != 1)
                throw new PlatformNotSupportedException("the platform's libcrypto refuses Ed25519 verification");
            return verifyOnce!(context, signature, 64, data, (nuint)data.Length) == 1;
        }
        finally
        {
            freeContext!(context);
            freeKey!(handle);
        }
    }

    // Only where the runtime itself rests on OpenSSL: elsewhere a libcrypto would be another module than the BCL's.
    private static Libcrypto? Load()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsFreeBSD()) return null;
        foreach (var name in (string[])["libcrypto.so.3", "libcrypto.so.1.1"])
        {
            if (NativeLibrary.TryLoad(name, out var handle)) return new Libcrypto(handle);
        }

        return null;
    }

    private static T? Export<T>(IntPtr handle, string name)
        where T : Delegate =>
        NativeLibrary.TryGetExport(handle, name, out var address) ? Marshal.GetDelegateForFunctionPointer<T>(address) : null;
}
