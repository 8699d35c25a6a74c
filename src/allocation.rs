//! Where memory comes from. Forms are millions of short texts, made and dropped on several threads at once: mimalloc does that
//! in a third of the time which the allocator of musl takes, with which the program for Linux is built, and less. Without huge
//! pages it holds a quarter less.

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;
