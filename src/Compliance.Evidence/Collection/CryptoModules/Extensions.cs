using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Compliance.Evidence.Collection.CryptoModules;

/// <summary>Libraries that a program or library loads from folders of its own, without naming them: modules of interpreters, plug-ins of frameworks.</summary>
internal static partial class Extensions
{
    // Hosts are matched by their short names, in time proportional to them; the minute is never reached, also not on a machine that is busy elsewhere.
    // Expressions over paths are made when a host of their kind is there: that takes longer than using them.
    private static readonly ImmutableArray<(Regex Host, Func<Regex> Extension)> Known =
    [
        (Python(), PythonExtension), (Node(), NodeExtension), (Ruby(), RubyExtension), (Php(), PhpExtension), (Perl(), PerlExtension), (Java(), JavaExtension),
        (Pam(), PamExtension), (Sasl(), SaslExtension), (StrongSwan(), StrongSwanExtension), (Apache(), ApacheExtension), (Nginx(), NginxExtension), (Crypto(), CryptoExtension),
        (CLibrary(), CLibraryExtension),
    ];

    /// <summary>The paths among <paramref name="all"/> that the host may load so, by what every host of its kind loads.</summary>
    public static IEnumerable<string> Of(string host, IReadOnlyList<string> all)
    {
        var name = host[(host.LastIndexOf('/') + 1)..];
        foreach (var (kind, extension) in Known)
        {
            if (!kind.IsMatch(name)) continue;
            var expression = extension();
            return all.Where(path => path != host && expression.IsMatch(path));
        }

        return [];
    }

    [GeneratedRegex(@"^(python[0-9.]*|libpython[0-9.]+[a-z]*\.so.*|uwsgi.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Python();

    [GeneratedRegex(@"/(lib-dynload|site-packages|dist-packages)/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PythonExtension();

    [GeneratedRegex(@"^(node|nodejs|libnode\.so.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Node();

    [GeneratedRegex(@"\.node\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NodeExtension();

    [GeneratedRegex(@"^(ruby[0-9.]*|libruby.*\.so.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Ruby();

    [GeneratedRegex(@"/(ruby|gems)/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RubyExtension();

    [GeneratedRegex(@"^(php[0-9.]*|php-fpm[0-9.]*|php-cgi[0-9.]*|libphp.*\.so)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Php();

    [GeneratedRegex(@"/php[0-9.]*/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PhpExtension();

    [GeneratedRegex(@"^(perl[0-9.]*|libperl\.so.*)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Perl();

    [GeneratedRegex(@"/perl[0-9.]*(-base)?/.*/?auto/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PerlExtension();

    [GeneratedRegex(@"^(java|libjvm\.so)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Java();

    [GeneratedRegex(@"/(jvm|java|jdk|jre)[^/]*/.*\.so\z|/jni/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JavaExtension();

    [GeneratedRegex(@"^libpam\.so.*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Pam();

    [GeneratedRegex(@"/security/pam_[^/]*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PamExtension();

    [GeneratedRegex(@"^libsasl2\.so.*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Sasl();

    [GeneratedRegex(@"/sasl2/[^/]*\.so", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SaslExtension();

    [GeneratedRegex(@"^libstrongswan\.so.*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex StrongSwan();

    [GeneratedRegex(@"/ipsec/plugins/[^/]*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex StrongSwanExtension();

    [GeneratedRegex(@"^(apache2|httpd)\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Apache();

    [GeneratedRegex(@"/(apache2|httpd)/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApacheExtension();

    [GeneratedRegex(@"^nginx\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Nginx();

    [GeneratedRegex(@"/nginx/.*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NginxExtension();

    [GeneratedRegex(@"^libcrypto\.so.*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex Crypto();

    [GeneratedRegex(@"/engines-[0-9.]+/[^/]*\.so\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CryptoExtension();

    /// <summary>Name services of glibc.</summary>
    [GeneratedRegex(@"^libc\.so\.6\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 60_000)]
    private static partial Regex CLibrary();

    [GeneratedRegex(@"/libnss_[^/]*\.so\.2\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex CLibraryExtension();
}
