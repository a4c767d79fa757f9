using System.Net;
using System.Text;
using Clu.Binary;

namespace Clu.Install.Answers.Finding;

/// <summary>Fetches answers from an address. The network of a live system may come up late: it is tried for about half a minute.</summary>
internal sealed class AnswerDownload(HttpClient http, TimeProvider time)
{
    private const int Tries = 6;

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <exception cref="CluException">CLU0633.</exception>
    public async Task<string> FetchAsync(Uri address, CancellationToken cancel)
    {
        for (int attempt = 1; ; attempt++)
        {
            using CancellationTokenSource limit = new(_patience, time);
            using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
            try
            {
                return await FetchOnceAsync(address, both.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
            {
                bool final = e is HttpRequestException { StatusCode: { } status and not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests) }
                    && (int)status < 500;
                string reason = e is OperationCanceledException ? "the server does not answer in 30 seconds" : e.Message;
                if (final || attempt == Tries)
                    throw InstallErrors.AnswersNotFetched(address.ToString(), reason);
            }

            await Task.Delay(_pause, time, cancel).ConfigureAwait(false);
        }
    }

    private async Task<string> FetchOnceAsync(Uri address, CancellationToken cancel)
    {
        using HttpResponseMessage response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using Stream body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        byte[] bytes = new byte[AnswersReader.LongestFile + 1];
        int length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel).ConfigureAwait(false);
        if (length > AnswersReader.LongestFile)
            throw InstallErrors.AnswersNotFetched(address.ToString(), $"there are more than {AnswersReader.LongestFile} bytes");
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw InstallErrors.AnswersNotFetched(address.ToString(), "it is no UTF-8 text");
        }
    }
}
