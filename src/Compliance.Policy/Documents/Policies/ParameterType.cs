namespace Compliance.Policy.Documents;

/// <summary>Types of policy parameters.</summary>
public enum ParameterType
{
    Bool = 0,
    Int = 1,
    String = 2,
    StringList = 3,
}
