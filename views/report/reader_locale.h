// How numbers are written for a person, whoever starts the program and wherever.
#pragma once

namespace hallwright::report {

// The reader's locale; where none is set, which leaves out the marks between thousands, the English one that all our
// sentences are written in. Once, at the start of a program that writes for a person.
void useReaderLocale();

} // namespace hallwright::report
