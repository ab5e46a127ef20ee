namespace Compliance.Conformance.Tests;

/// <summary>One test's cases of an area: each is recorded as it is judged, and <see cref="Finish"/> fails the test when any failed or none was found.</summary>
internal sealed class ConformanceSuite : IDisposable
{
    private readonly string _area;
    private readonly string[] _folders;
    private readonly List<string> _failures = [];
    private readonly bool _isPresent;
    private int _count;

    /// <summary>Skips the test where there are no vectors at all.</summary>
    public ConformanceSuite(string area, params string[] folders)
    {
        Assert.SkipWhen(Vectors.Root is null, "no vectors: set COMPLIANCE_VECTORS");
        (_area, _folders) = (area, folders);
        foreach (var folder in folders.Where(folder => !Vectors.Has(folder)))
        {
            if (Vectors.AreDefault) Fail(folder, "is there", "absent");
            else ConformanceRun.RecordAbsent(area, folder);
        }

        _isPresent = folders.Any(Vectors.Has);
    }

    /// <summary>Judges one case; what the judge throws is what was got.</summary>
    public void Check(string name, string expected, Func<string> judge)
    {
        string got;
        try
        {
            got = judge();
        }
        catch (Exception problem)
        {
            got = $"{problem.GetType().Name}: {problem.Message}";
        }

        Check(name, expected, got);
    }

    public void Check(string name, string expected, string got)
    {
        _count++;
        if (!ConformanceRun.Record(_area, name, expected, got)) _failures.Add($"{name}: expected {expected}, got {got}");
    }

    /// <summary>Counts a case that its own mark puts out of scope.</summary>
    /// <param name="reason">The mark, in words.</param>
    public void LeaveOut(string reason)
    {
        _count++;
        ConformanceRun.LeaveOut(_area, reason);
    }

    /// <summary>A file that a case is pinned to: false when somebody's own vectors lack it; among the default ones that is a failure.</summary>
    public bool Has(string file)
    {
        if (Vectors.Has(file)) return true;
        if (Vectors.AreDefault) Fail(file, "is there", "absent");
        return false;
    }

    /// <summary>At least one case where a folder is present, and every case passed.</summary>
    public void Finish()
    {
        if (_isPresent && _count == 0) Fail(string.Join(", ", _folders), "at least one case", "none");
        FinishOptional();
    }

    /// <summary>Every case passed, if there was one.</summary>
    public void FinishOptional()
    {
        if (Vectors.AreDefault && _count == 0) Fail(string.Join(", ", _folders), "at least one case", "none");
        Assert.True(_failures.Count == 0, $"{_area}: {_failures.Count} of {_count} failed\n{string.Join('\n', _failures)}");
    }

    public void Dispose() => ConformanceRun.Write();

    private void Fail(string name, string expected, string got)
    {
        _count++;
        ConformanceRun.Record(_area, name, expected, got);
        _failures.Add($"{name}: expected {expected}, got {got}");
    }
}
