namespace Compliance.Evidence.Probing;

/// <summary>Names of probes, and the programs in other languages that they run.</summary>
internal static class ProbeQuestions
{
    public const string Providers = "openssl-providers";
    public const string ApprovedHash = "openssl-approved-hash";
    public const string Md5 = "openssl-md5";

    /// <summary>MD5 is asked for with the default provider loaded beside what is configured: only <c>fips=yes</c> as default property refuses it then.</summary>
    public const string DefaultProperties = "openssl-default-properties";

    public const string Python = "python-hashlib";
    public const string Node = "node-fips";
    public const string Java = "java-providers";
    public const string GoSelfTest = "go-self-test";

    /// <summary><c>hashlib</c> answers with code of Python's own where OpenSSL refuses: OpenSSL is asked directly, and the difference is told.</summary>
    public const string PythonCode = """
        import hashlib
        def ask(call):
            try:
                call(b"").hexdigest()
                return "answered"
            except Exception:
                return "refused"
        try:
            import _hashlib
            print("sha256=" + ask(_hashlib.openssl_sha256))
            print("md5=" + ask(_hashlib.openssl_md5))
            print("hashlib-md5=" + ask(hashlib.md5))
            print("fips=" + str(int(_hashlib.get_fips_mode())))
        except ImportError:
            print("hashlib=without-openssl")
        """;

    public const string NodeCode =
        "const c=require('crypto');const ask=a=>{try{c.createHash(a).update('').digest();return 'answered'}catch(e){return 'refused'}};"
        + "console.log('sha256='+ask('sha256'));console.log('md5='+ask('md5'));console.log('fips='+c.getFips())";
}
