using System.Text;
using Clu.Stores.Trees;
using CsCheck;

namespace Clu.Stores.Tests.Trees;

public sealed class ReplacingStreamTests
{
    [Fact]
    public void Every_run_is_replaced_wherever_it_lies() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[65_400, 65_700], Gen.Int[1, 5], Gen.Int[1, 70_000]).Sample((runs, gap, kinds, chunk) =>
        {
            string text = string.Concat(Enumerable.Range(0, runs).Select(n => new string((char)('a' + (n % kinds)), gap + n) + "SELF")) + "SEL";
            using ReplacingStream stream = new(new MemoryStream(Encoding.ASCII.GetBytes(text)), "SELF"u8.ToArray(), "real"u8.ToArray());
            StringBuilder read = new();
            byte[] buffer = new byte[chunk];
            for (int count; (count = stream.Read(buffer)) > 0;)
                read.Append(Encoding.ASCII.GetString(buffer, 0, count));
            Assert.Equal(text.Replace("SELF", "real", StringComparison.Ordinal), read.ToString());
        }, iter: 50);
}
