using System.Runtime.InteropServices;
using Compliance.Formats.Reading;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Compliance.Cryptography.Signing.Tokens;

/// <summary>Loads a PKCS#11 module. The wrapper asks for <c>libdl</c>, which glibc installs as <c>libdl.so.2</c> only and musl has inside libc.</summary>
internal static class TokenLibrary
{
    public static readonly Pkcs11InteropFactories Factories = Prepare();

    private static int inUse;

    /// <summary>
    /// Rejected: there is no such library, it is no PKCS#11 module, or one is in use: modules are initialised and finalised for the whole process, and so is who is
    /// logged in. Whoever got one gives it back by <see cref="Release"/>.
    /// </summary>
    public static Reading<IPkcs11Library> Load(string path)
    {
        if (Interlocked.Exchange(ref inUse, 1) != 0) return Readings.Reject<IPkcs11Library>(SigningCodes.Token, new Locator("key"), "another key in a token is in use: one at a time");
        var reading = TryLoad(path);
        if (!reading.TryGet(out _)) Volatile.Write(ref inUse, 0);
        return reading;
    }

    public static void Release(IPkcs11Library library)
    {
        library.Dispose();
        Volatile.Write(ref inUse, 0);
    }

    private static Reading<IPkcs11Library> TryLoad(string path)
    {
        try
        {
            return Readings.Accept(Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, path, AppType.MultiThreaded));
        }
        catch (Exception broken) when (broken is Pkcs11Exception or UnmanagedException or LibraryArchitectureException or DllNotFoundException or EntryPointNotFoundException)
        {
            return Readings.Reject<IPkcs11Library>(SigningCodes.Token, new Locator("key"), $"the PKCS#11 module {path} can't be used: {Cause(broken)}");
        }
    }

    /// <summary>What went wrong, without what the caller gave.</summary>
    public static string Cause(Exception broken) => broken is Pkcs11Exception answered ? $"{answered.Method} answered {answered.RV}" : broken.Message;

    private static Pkcs11InteropFactories Prepare()
    {
        NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, static (name, _, _) =>
        {
            if (name != "libdl") return IntPtr.Zero;
            foreach (var candidate in (string[])["libdl.so.2", "libc.so.6", "libc.so"])
            {
                if (NativeLibrary.TryLoad(candidate, out var handle)) return handle;
            }

            return IntPtr.Zero;
        });
        return new Pkcs11InteropFactories();
    }
}
