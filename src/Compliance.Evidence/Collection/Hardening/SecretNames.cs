namespace Compliance.Evidence.Collection.Hardening;

/// <summary>Names that say that something is secret: environment variables, and files of private keys and credentials. Contents are not looked at.</summary>
internal static class SecretNames
{
    private static readonly string[] VariableParts =
    [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "API_KEY", "APIKEY", "ACCESS_KEY", "ACCESSKEY", "PRIVATE_KEY", "PRIVATEKEY", "SIGNING_KEY", "ENCRYPTION_KEY", "AUTH_KEY",
    ];

    // What such a variable holds is a place, a switch or a period, not the secret.
    private static readonly string[] HarmlessEndings = ["_FILE", "_PATH", "_DIR", "_URL", "_URI", "_ENABLED", "_TTL", "_EXPIRY", "_LENGTH", "_HEADER", "_NAME", "_TYPE"];

    private static readonly HashSet<string> FileNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "id_rsa", "id_dsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk", "identity", ".netrc", "_netrc", ".pgpass", ".git-credentials", ".npmrc", ".yarnrc.yml", ".pypirc", ".dockercfg",
        ".htpasswd", ".my.cnf", ".s3cfg", ".boto", "kubeconfig", "secring.gpg", "credentials.json", "service-account.json", ".vault-token",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FileNameLookup = FileNames.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] FileEndings = [".key", ".pk8", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".ppk", "_rsa.pem", "-key.pem", "_key.pem", ".key.pem", "privkey.pem"];

    private static readonly string[] PathEndings = [".docker/config.json", ".aws/credentials", ".kube/config", ".azure/accesstokens.json", "gcloud/application_default_credentials.json", ".config/gh/hosts.yml"];

    // Public trust anchors, and what package managers' own modules and language test suites bring along.
    private static readonly string[] HarmlessPaths = ["usr/share/dns/root.key", "usr/share/dnssec-root/", "etc/unbound/root.key", "/node_modules/npm/.npmrc", "/test/certdata/"];

    public static bool IsSecretVariable(string name, string value)
    {
        if (value.Length == 0) return false;
        var upper = name.ToUpperInvariant().Replace('-', '_');
        return VariableParts.Any(part => upper.Contains(part, StringComparison.Ordinal)) && !HarmlessEndings.Any(ending => upper.EndsWith(ending, StringComparison.Ordinal));
    }

    public static bool IsCredentialFile(ReadOnlySpan<char> path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (!IsCredentialName(name) && !EndsWithAny(path, PathEndings)) return false;
        foreach (var part in HarmlessPaths)
        {
            if (path.Contains(part, StringComparison.Ordinal)) return false;
        }

        return name is not "identity" || path.Contains(".ssh/", StringComparison.Ordinal);
    }

    private static bool IsCredentialName(ReadOnlySpan<char> name) =>
        FileNameLookup.Contains(name) || EndsWithAny(name, FileEndings) || (name.StartsWith("ssh_host_", StringComparison.Ordinal) && name.EndsWith("_key", StringComparison.Ordinal));

    private static bool EndsWithAny(ReadOnlySpan<char> text, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
