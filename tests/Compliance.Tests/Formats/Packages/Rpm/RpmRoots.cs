using Compliance.Tests.Evidence.Verification;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>
/// A root file system in which Debian's <c>rpm</c> installed packages that <c>rpmbuild</c> made. It writes SQLite and reads Berkeley DB; it is built without ndb.
/// </summary>
public sealed class RpmRoots : IDisposable
{
    // Long lists of files make headers that need overflow pages; many packages make trees with inner pages.
    private const string Build = """
        set -e
        export HOME=$PWD
        for number in $(seq 1 40); do
          cat > p$number.spec <<EOF
        Name: package-$number
        Version: 1.$number~rc1
        Release: $((number % 7)).el9
        $([ $((number % 5)) = 0 ] && echo "Epoch: $number")
        Summary: Number $number
        License: MIT AND Apache-2.0
        Vendor: Example Corporation
        BuildArch: noarch
        Provides: capability-$number = 2
        Requires: /usr/share/package-1/data-1
        %description
        -
        %install
        mkdir -p %{buildroot}/etc %{buildroot}/usr/share/package-$number
        echo conf > %{buildroot}/etc/package-$number.conf
        for file in \$(seq 1 $((number * number / 5 + 1))); do echo $number \$file > %{buildroot}/usr/share/package-$number/data-\$file; done
        ln -s data-1 %{buildroot}/usr/share/package-$number/link
        %files
        %config /etc/package-$number.conf
        /usr/share/package-$number
        %ghost /var/package-$number.state
        EOF
        done
        rpmbuild -bb --quiet --nodeps --define "_topdir $PWD/top" --define "_build_id_links none" p*.spec > build.log 2>&1
        run() { rpm --root "$PWD/sqlite" --dbpath /var/lib/rpm --define "_db_backend sqlite" "$@"; }
        run --initdb
        run -i --nodeps --nosignature --nodigest top/RPMS/noarch/*.rpm
        run -e --nodeps package-17 package-3
        run -qa --qf '%{NAME}\t%{EPOCHNUM}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{VENDOR}\t%{LICENSE}\t%{SOURCERPM}\n' > packages.txt
        run -qa --qf '[%{=NAME} %{FILENAMES} %{FILEMODES} %{FILEDIGESTS}\n]' > files.txt
        """;

    public RpmRoots()
    {
        StockTools.Need("bash", "rpm", "rpmbuild");
        Folder = Directory.CreateTempSubdirectory("compliance-rpm-").FullName;
        var (code, output) = StockTools.Bash(Folder, Build);
        Assert.True(code == 0, output);
    }

    public string Folder { get; }

    public byte[] Database => File.ReadAllBytes(Path.Combine(Folder, "sqlite/var/lib/rpm/rpmdb.sqlite"));

    public string[] Lines(string name) => File.ReadAllLines(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
