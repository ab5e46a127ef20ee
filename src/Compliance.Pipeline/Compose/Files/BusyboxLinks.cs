using System.Collections.Frozen;
using System.Text;
using Compliance.Formats.Archives.Tar;

namespace Compliance.Pipeline.Compose.Files;

/// <summary>
/// Links to <c>/bin/busybox</c> for its applets, which its package makes with a script that is never run here. Which applets there are is read from the package's
/// list or, without one, from the names that the program itself holds; so the links fit the build, not a version table.
/// </summary>
internal static class BusyboxLinks
{
    private const string Program = "bin/busybox";
    private const string Lists = "etc/busybox-paths.d";
    private const int MaxApplets = 1_000;
    private const int MaxName = 32;

    // Where applets live by convention; the rest is in usr/bin.
    private static readonly FrozenDictionary<string, string> Folders = Where(
        ("bin", "arch ash base32 base64 cat chattr chgrp chmod chown conspy cp cpio cttyhack date dd df dmesg dnsdomainname dumpkmap echo ed egrep false fatattr fdflush fgrep fsync getopt grep gunzip gzip hostname hush ionice iostat ipcalc kbd_mode kill link linux32 linux64 ln login ls lsattr lzop makemime mkdir mknod mktemp more mount mountpoint mpstat mt mv netstat nice nuke pidof ping ping6 pipe_progress powertop printenv ps pwd reformime resume rev rm rmdir rpm run-parts scriptreplay sed setarch setpriv setserial sh sleep stat stty su sync tar touch true umount uname usleep vi watch zcat"),
        ("sbin", "acpid adjtimex arp blkid blockdev bootchartd depmod devmem fbsplash fdisk findfs freeramdisk fsck fsck.minix fstrim getty halt hdparm hwclock ifconfig ifdown ifenslave ifup init insmod ip ipaddr iplink ipneigh iproute iprule iptunnel klogd loadkmap logread losetup lsmod makedevs mdev mkdosfs mke2fs mkfs.ext2 mkfs.minix mkfs.reiser mkfs.vfat mkswap modinfo modprobe nameif pivot_root poweroff raidautorun reboot rmmod route run-init runlevel setconsole slattach start-stop-daemon sulogin swapoff swapon switch_root sysctl syslogd tc tunctl udhcpc udhcpc6 uevent vconfig watchdog zcip"),
        ("usr/sbin", "add-shell addgroup adduser arping brctl chat chpasswd chroot crond delgroup deluser dhcprelay dnsd ether-wake fakeidentd fbset fdformat ftpd httpd i2cdetect i2cdump i2cget i2cset i2ctransfer ifplugd inetd killall5 loadfont lpd nanddump nandwrite nbd-client nologin ntpd partprobe popmaildir rdate rdev readahead readprofile remove-shell rtcwake sendmail setfont setlogcons svlogd telnetd tftpd ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol ubiupdatevol udhcpd"));

    /// <summary>Makes a link wherever nothing stands yet.</summary>
    /// <returns>How many; null where there is busybox and its applets are not known.</returns>
    public static int? Make(ImageTree tree, long epoch)
    {
        if (tree.Follow(Program) is not { Type: TarEntryType.Regular } program) return 0;
        var paths = Listed(tree).ToList();
        if (paths.Count == 0) paths = [.. Applets(program.Content.Span).Select(name => $"{Folders.GetValueOrDefault(name, "usr/bin")}/{name}")];
        if (paths.Count == 0) return null;
        var count = 0;
        foreach (var path in paths.Where(path => tree.Find(path) is null))
        {
            tree.Put(path, new ImageNode(TarEntryType.SymbolicLink) { Mode = 0x1FF, LinkName = $"/{Program}", ModifiedUnixSeconds = epoch });
            count++;
        }

        return count;
    }

    /// <summary>The names in a program: a sorted table that begins with <c>[</c> and <c>[[</c>, ended each by a zero.</summary>
    internal static IReadOnlyList<string> Applets(ReadOnlySpan<byte> program)
    {
        var names = new List<string>();
        var start = program.IndexOf("\0[\0[[\0"u8);
        if (start < 0) return names;
        var rest = program[(start + 1)..];
        while (names.Count < MaxApplets && rest.IndexOf((byte)0) is > 0 and <= MaxName and var end)
        {
            var name = Encoding.Latin1.GetString(rest[..end]);
            if (!IsName(name) || (names.Count > 0 && string.CompareOrdinal(names[^1], name) >= 0)) break;
            names.Add(name);
            rest = rest[(end + 1)..];
        }

        return names;
    }

    private static IEnumerable<string> Listed(ImageTree tree)
    {
        if (tree.Follow(Lists) is not { Children: { } lists }) return [];
        return lists.Values.Where(node => node.Type == TarEntryType.Regular)
            .SelectMany(node => Encoding.UTF8.GetString(node.Content.Span).Split('\n').Take(MaxApplets))
            .Select(line => line.Trim().TrimStart('/'))
            .Where(path => path.LastIndexOf('/') is > 0 and var slash && IsName(path[(slash + 1)..]) && path[..slash] is "bin" or "sbin" or "usr/bin" or "usr/sbin")
            .Distinct(StringComparer.Ordinal);
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxName && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '[' or '.' or '_' or '-' or '+');

    private static FrozenDictionary<string, string> Where(params ReadOnlySpan<(string Folder, string Names)> folders)
    {
        var where = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (folder, names) in folders)
        {
            foreach (var name in names.Split(' ')) where.TryAdd(name, folder);
        }

        return where.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
