#ifndef PLIMSOLL_CRE2_H
#define PLIMSOLL_CRE2_H
#endif
