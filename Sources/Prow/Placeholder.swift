// Prow
