using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

// In this process: no project is generated and built for each run. A short job, unless another is asked for.
bool choosesJob = args.Any(argument => argument is "--job" or "-j");
Summary[] summaries = [.. BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run([.. args, "--inProcess", .. choosesJob ? Array.Empty<string>() : ["--job", "short"]])];
return summaries.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
