using Compliance.Tests.Evidence.Verification;

namespace Compliance.Tests.Formats.Packages.Rpm;

/// <summary>
/// A root file system with one package of each kind that databases hold: two architectures of one name, an epoch, files of every flag and mode, documents left out, names beyond ASCII, no files,
/// nothing but scripts, 2,000 files, several versions of one name. Debian's <c>rpm</c> installs what <c>rpmbuild</c> made.
/// </summary>
public sealed class RpmVariety : IDisposable
{
    private const string Build = """
        set -e
        export HOME=$PWD LC_ALL=C.UTF-8
        spec() { # name, head lines, install lines, files lines
          printf 'Name: %s\nVersion: 2.0~beta1\nRelease: 3%%{?dist}.1\nSummary: s\nLicense: MIT OR (GPL-2.0-only WITH Classpath-exception-2.0)\n%b\n%%description\n-\n%%install\n%b\n%%files\n%b\n' "$1" "$2" "$3" "$4" > "$1.spec"
        }
        spec two-arches 'Vendor: Example' 'mkdir -p %{buildroot}/usr/lib/%{_target_cpu}; echo %{_target_cpu} > %{buildroot}/usr/lib/%{_target_cpu}/data' '/usr/lib/%{_target_cpu}'
        spec with-epoch 'Epoch: 4\nBuildArch: noarch\nVendor: Société Générale "und Söhne"\nProvides: cap(one) = 1, cap(two)\nRequires: with-epoch, /bin/other' 'mkdir -p %{buildroot}/opt; echo 1 > %{buildroot}/opt/epoch' '/opt/epoch'
        spec every-flag 'BuildArch: noarch' 'cd %{buildroot}; mkdir -p etc/conf.d usr/bin usr/share/doc/every usr/share/licenses/every var/lib/every dev-like
        echo a > etc/plain.conf; echo b > etc/kept.conf; echo c > etc/conf.d/missing.conf; echo d > usr/bin/set; echo e > usr/bin/run; echo f > usr/share/doc/every/README; echo g > usr/share/licenses/every/COPYING
        ln -s set usr/bin/link; ln usr/bin/run usr/bin/hard; : > var/lib/every/empty; echo artifact > usr/bin/artifact' '%config /etc/plain.conf\n%config(noreplace) /etc/kept.conf\n%config(missingok) /etc/conf.d/missing.conf\n%attr(4755,root,root) /usr/bin/set\n%attr(0711,daemon,adm) /usr/bin/run\n/usr/bin/hard\n/usr/bin/link\n%doc /usr/share/doc/every/README\n%license /usr/share/licenses/every/COPYING\n%dir %attr(1777,root,root) /var/lib/every\n/var/lib/every/empty\n%ghost %attr(0600,root,root) /var/lib/every/state\n%ghost %config /etc/conf.d/ghost.conf\n%verify(not md5 size) /dev-like\n%artifact /usr/bin/artifact'
        spec no-files 'BuildArch: noarch\nObsoletes: older-name < 2' ':' ''
        spec only-scripts 'BuildArch: noarch' ':' ''
        sed -i 's/^%files/%post\nexit 0\n%preun\nexit 0\n%triggerin -- no-files\nexit 0\n%files/' only-scripts.spec
        spec many-files 'BuildArch: noarch' 'mkdir -p %{buildroot}/srv/many; for n in $(seq 2000); do mkdir -p %{buildroot}/srv/many/$((n % 40)); echo $n > %{buildroot}/srv/many/$((n % 40))/file-$n; done' '/srv/many'
        spec odd-names 'BuildArch: noarch' 'mkdir -p "%{buildroot}/srv/naïve café/日本" && cd "%{buildroot}/srv/naïve café" && echo 1 > "日本/ファイル.txt" && echo 2 > "Ünïcode – dash" && echo 3 > "plus+and=signs,@here" && echo 4 > "with'"'"'quote"' '"/srv/naïve café"'
        for kernel in 1 2; do sed "s/^Version:.*/Version: $kernel/; s/^Name:.*/Name: several/; s,/opt/epoch,/opt/several-$kernel,g; s/^Epoch.*//" with-epoch.spec > several-$kernel.spec; done
        build() { rpmbuild -bb --quiet --nodeps --define "_topdir $PWD/top" --define "_build_id_links none" --define "_binary_payload w0.gzdio" "$@" >> build.log 2>&1; }
        build --target x86_64 two-arches.spec; build --target i686 two-arches.spec
        rm two-arches.spec
        build --target noarch *.spec
        run() { rpm --root "$PWD/root" --dbpath /var/lib/rpm --define "_db_backend sqlite" "$@"; }
        run --initdb
        run -i --nodeps --nosignature --nodigest --noscripts --ignorearch --excludedocs top/RPMS/noarch/every-flag-*.rpm
        rm top/RPMS/noarch/every-flag-*.rpm
        run -i --nodeps --nosignature --nodigest --noscripts --ignorearch --oldpackage --replacefiles top/RPMS/*/*.rpm
        run -qa --qf '%{NAME}\t%{EPOCHNUM}\t%{VERSION}\t%{RELEASE}\t%{ARCH}\t%{VENDOR}\t%{LICENSE}\t%{SOURCERPM}\n' | sed 's/(none)//g' > packages.txt
        run -qa --qf '[%{=NAME}-%{=VERSION}.%{=ARCH}\t%{FILENAMES}\t%{FILEMODES}\t%{FILEDIGESTS}\t%{FILEFLAGS}\t%{FILESTATES:hex}\n]' > files.txt
        run -qa --qf '[%{=NAME}-%{=VERSION}.%{=ARCH}\t%{REQUIRENAME}\n]' | grep -v 'rpmlib(' | sort -u > requires.txt
        run -qa --qf '[%{=NAME}-%{=VERSION}.%{=ARCH}\t%{PROVIDENAME}\n]' | sort -u > provides.txt
        for package in $(run -qa); do run -q --dump $package | sed "s/^/$package /"; done > dump.txt
        run -qac | grep ^/ > config.txt
        """;

    public RpmVariety()
    {
        StockTools.Need("bash", "rpm", "rpmbuild");
        Folder = Directory.CreateTempSubdirectory("compliance-rpms-").FullName;
        var (code, output) = StockTools.Bash(Folder, Build);
        Assert.True(code == 0, output + (File.Exists(Path.Combine(Folder, "build.log")) ? File.ReadAllText(Path.Combine(Folder, "build.log")) : ""));
    }

    public string Folder { get; }

    public byte[] Database => File.ReadAllBytes(Path.Combine(Folder, "root/var/lib/rpm/rpmdb.sqlite"));

    public string[] Lines(string name) => File.ReadAllLines(Path.Combine(Folder, name));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
