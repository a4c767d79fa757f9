using Clu.Binary;

namespace Clu.Systems.Templates;

/// <summary>Makes the errors of writing templates.</summary>
internal static class TemplateErrors
{
    public static CluException Taken(string file) => new(
        "CLU0724", ErrorKind.Usage, $"'{file}' is there already", hint: "name an empty folder, as in `clu init my-media`", untouched: "nothing was written");

    public static CluException CannotWrite(string folder, Exception cause) => new(
        "CLU0725", ErrorKind.Environment, $"the flake cannot be written to '{folder}': {cause.Message}", inner: cause, hint: "name a folder that you may write to");
}
