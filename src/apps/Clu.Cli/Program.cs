Console.WriteLine("clu");
