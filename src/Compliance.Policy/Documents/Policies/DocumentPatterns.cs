namespace Compliance.Policy.Documents;

/// <summary>Regular expressions of names in documents (ECMA-262, as JSON Schema wants them).</summary>
public static class DocumentPatterns
{
    /// <summary>Lower-case words joined by hyphens.</summary>
    public const string Id = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";

    /// <summary>A name that expressions can select: camelCase.</summary>
    public const string Name = "^[a-z][A-Za-z0-9]*$";

    /// <summary>An instant in UTC, whole seconds, ISO 8601.</summary>
    public const string Time = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$";

    /// <summary>A calendar day, ISO 8601.</summary>
    public const string Day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
}
