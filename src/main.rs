//! The `kg` program: hands the command line to [`kg::cli`] and turns its answer into an exit code.

fn main() -> std::process::ExitCode {
    kg::cli::main()
}
