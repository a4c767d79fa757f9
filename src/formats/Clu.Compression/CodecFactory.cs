namespace Clu.Compression;

/// <summary>Makes a codec for one worker.</summary>
/// <returns>A codec that the worker disposes.</returns>
public delegate ICodec CodecFactory();
